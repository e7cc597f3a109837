/** What several tests share. */
@NullMarked
package dev.keyway.support;

import org.jspecify.annotations.NullMarked;
