/** Desired against observed, judged: what differs, how it matters, since when. Pure. */
@NullMarked
package dev.keyway.drift;

import org.jspecify.annotations.NullMarked;
