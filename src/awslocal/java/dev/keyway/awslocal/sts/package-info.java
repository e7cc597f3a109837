/** Who am I, and roles to assume. */
@NullMarked
package dev.keyway.awslocal.sts;

import org.jspecify.annotations.NullMarked;
