/** The operator as the process that ships, on a real control plane and the local AWS. */
@NullMarked
package dev.keyway.process;

import org.jspecify.annotations.NullMarked;
