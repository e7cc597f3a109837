/** What Argo CD and Flux make of the objects, by the files in {@code gitops}. */
@NullMarked
package dev.keyway.gitops;

import org.jspecify.annotations.NullMarked;
