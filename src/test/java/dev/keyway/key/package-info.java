/** Tests of what is decided about keys. */
@NullMarked
package dev.keyway.key;

import org.jspecify.annotations.NullMarked;
