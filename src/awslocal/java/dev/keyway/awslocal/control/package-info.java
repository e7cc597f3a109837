/** The control API under /_local for demos with a process of their own. */
@NullMarked
package dev.keyway.awslocal.control;

import org.jspecify.annotations.NullMarked;
