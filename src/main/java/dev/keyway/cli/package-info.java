/**
 * The command line: reads what people write, asks {@code policy}, prints for people or programs.
 *
 * <p>Sees files and streams only through {@link dev.keyway.cli.Terminal}, so that it runs in tests
 * as it does in a shell.
 */
@NullMarked
package dev.keyway.cli;

import org.jspecify.annotations.NullMarked;
