package dev.keyway.manifest;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.reconcile.ObjectName;

/** An object of one of the four kinds that a file declares. */
public record Manifest(ObjectName name, KeywaySpec spec) {}
