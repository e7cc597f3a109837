/** Keyway: a Kubernetes operator for encrypted messaging on AWS. */
@NullMarked
package dev.keyway;

import org.jspecify.annotations.NullMarked;
