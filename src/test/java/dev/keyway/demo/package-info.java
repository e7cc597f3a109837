/** The story that {@code make demo} tells: one class a chapter. */
@NullMarked
package dev.keyway.demo;

import org.jspecify.annotations.NullMarked;
