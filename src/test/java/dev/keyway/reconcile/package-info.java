/** Tests of what all kinds have in common. */
@NullMarked
package dev.keyway.reconcile;

import org.jspecify.annotations.NullMarked;
