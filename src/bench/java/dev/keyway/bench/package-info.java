/** How long the policy engine takes; built and run by {@code make bench-policy} alone. */
@NullMarked
package dev.keyway.bench;

import org.jspecify.annotations.NullMarked;
