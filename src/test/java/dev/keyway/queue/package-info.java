/** Tests of what is decided about queues. */
@NullMarked
package dev.keyway.queue;

import org.jspecify.annotations.NullMarked;
