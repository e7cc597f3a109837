package dev.keyway.reconcile;

import dev.keyway.aws.AwsFailure;
import java.time.Duration;
import java.util.Set;

/** How a pass ended. */
public sealed interface Outcome {
  /** What is wanted stands in AWS, as read back. */
  record Done() implements Outcome {}

  /** Work for this generation is under way and goes on by itself. */
  record InProgress(Reason reason, String message, Duration after) implements Outcome {}

  /**
   * Waits for something that another object or AWS has to bring.
   *
   * @param on ARNs and object names whose change wakes this object
   */
  record Blocked(Reason reason, String message, Set<String> on) implements Outcome {}

  /** Retrying cannot help: somebody has to change something. */
  record Invalid(Reason reason, String message) implements Outcome {}

  /**
   * Looked at, and left as it is, because the spec says {@code management: Report}.
   *
   * @param reason {@link Reason#ChangesPlanned} or {@link Reason#ChangesReported}
   */
  record Reported(Reason reason, String message) implements Outcome {}

  /** Not looked at, because the spec says {@code management: Paused}. */
  record Paused() implements Outcome {}

  /** Not looked at, because the namespace's AccountBinding, or the lack of one, is in the way. */
  record Refused(Reason reason, String message) implements Outcome {}

  /** A call failed; it is tried again, as soon as its cause allows. */
  record Failed(AwsFailure failure) implements Outcome {}

  /** Return whether the pass looked at AWS at all. */
  default boolean hasLooked() {
    return !(this instanceof Paused) && !(this instanceof Refused);
  }
}
