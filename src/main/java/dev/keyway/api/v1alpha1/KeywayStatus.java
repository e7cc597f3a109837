package dev.keyway.api.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the statuses of all kinds have. */
public interface KeywayStatus {
  /** Return the generation that the status speaks of; -1 before the first pass. */
  Long observedGeneration();

  /** Return the conditions, one a type. */
  List<Condition> conditions();

  /** Return the differences from AWS, newest first. */
  List<DriftEntry> drift();

  /** Return what is remembered of an adopted AWS object. */
  default @Nullable AdoptionStatus adoption() {
    return null;
  }

  /** Return what would be done if {@code management} were {@code Enforce}. */
  List<PlannedChange> plan();

  /** Return the last value of the annotation {@code keyway.dev/check-now} that was acted on. */
  @Nullable String lastCheckNow();
}
