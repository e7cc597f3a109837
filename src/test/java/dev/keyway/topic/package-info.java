/** Tests of what is decided about topics. */
@NullMarked
package dev.keyway.topic;

import org.jspecify.annotations.NullMarked;
