/** Tests of the operator process: tables for what is pure, the real API server for the rest. */
@NullMarked
package dev.keyway.runtime;

import org.jspecify.annotations.NullMarked;
