/** Tests of the proof that messages get through. */
@NullMarked
package dev.keyway.delivery;

import org.jspecify.annotations.NullMarked;
