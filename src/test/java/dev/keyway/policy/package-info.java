/** The policy engine against tables written from AWS's documentation, and its properties. */
@NullMarked
package dev.keyway.policy;

import org.jspecify.annotations.NullMarked;
