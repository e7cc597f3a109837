/**
 * What the operator would do, without cluster and without AWS: its own rooms, run on declared
 * objects and on an account that exists in memory alone.
 */
@NullMarked
package dev.keyway.dryrun;

import org.jspecify.annotations.NullMarked;
