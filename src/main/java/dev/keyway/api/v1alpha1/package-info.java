/** The custom resources: spec and status, no behaviour. */
@NullMarked
package dev.keyway.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
