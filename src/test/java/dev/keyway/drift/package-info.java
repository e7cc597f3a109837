/** Tests of how differences are judged and remembered. */
@NullMarked
package dev.keyway.drift;

import org.jspecify.annotations.NullMarked;
