/** The rooms together on the enforcing local AWS, without Kubernetes. */
@NullMarked
package dev.keyway.scenario;

import org.jspecify.annotations.NullMarked;
