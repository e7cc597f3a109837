package dev.keyway.cli;

import dev.keyway.policy.Request;
import dev.keyway.policy.ResourceKind;

/** A request, and by which rules it is decided. */
record Question(Request request, ResourceKind kind) {}
