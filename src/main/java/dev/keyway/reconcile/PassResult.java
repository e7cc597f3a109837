package dev.keyway.reconcile;

import java.util.List;

/**
 * What a pass hands back.
 *
 * @param status the whole new status; written only where it differs from the present one
 * @param writeAhead the status has to stand in Kubernetes, on the very resourceVersion that the
 *     pass ran on, before the next pass may act; that pass follows at once
 * @param released of an object that is being deleted: the finalizer may go
 * @param transitions what to tell as Events, after the status is written
 */
public record PassResult<T>(
    Outcome outcome,
    T status,
    boolean writeAhead,
    boolean released,
    List<Transition> transitions) {}
