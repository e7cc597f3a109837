/** Tests of what is decided about subscriptions. */
@NullMarked
package dev.keyway.subscription;

import org.jspecify.annotations.NullMarked;
