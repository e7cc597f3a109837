/** Rules of the house that the compiler does not know. */
@NullMarked
package dev.keyway.architecture;

import org.jspecify.annotations.NullMarked;
