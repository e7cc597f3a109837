package dev.keyway.reconcile;

import java.util.List;

/**
 * One AWS write that a plan asks for.
 *
 * @param action what to do, in the room's own terms
 * @param reason told as an Event with the message
 * @param message one sentence for people
 * @param repairs paths of the drift that it makes good; empty where it brings something new
 */
public record Step<A>(A action, Reason reason, String message, List<String> repairs) {
  /** Make a step that brings something new. */
  public Step(A action, Reason reason, String message) {
    this(action, reason, message, List.of());
  }
}
