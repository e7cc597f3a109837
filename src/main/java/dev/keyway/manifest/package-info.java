/**
 * Kubernetes objects in YAML files, checked as the API server checks them: by the schema and the
 * rules of the CRDs.
 */
@NullMarked
package dev.keyway.manifest;

import org.jspecify.annotations.NullMarked;
