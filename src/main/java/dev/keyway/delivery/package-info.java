/** The chain of links that a message passes from a topic into a queue, each proven or not. Pure. */
@NullMarked
package dev.keyway.delivery;

import org.jspecify.annotations.NullMarked;
