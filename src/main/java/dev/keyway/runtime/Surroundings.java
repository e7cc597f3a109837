package dev.keyway.runtime;

import java.time.Clock;

/** What the reconciliations of all kinds share. */
record Surroundings(
    Agendas agendas,
    Wakes wakes,
    Schedule schedule,
    KubernetesEvents events,
    PassMetrics metrics,
    Clock clock,
    Lanes lanes) {}
