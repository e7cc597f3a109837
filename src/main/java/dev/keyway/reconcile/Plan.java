package dev.keyway.reconcile;

import dev.keyway.drift.Difference;
import java.util.List;

/**
 * What a planner decided.
 *
 * @param steps AWS writes, in order; after them the pass looks again
 * @param outcome how the pass ends where there is no step left to take
 * @param writeAhead the status of this plan has to stand in Kubernetes before anything else
 *     happens; only without steps
 * @param released of an object that is being deleted: its finalizer may go; only without steps
 * @param differences drift: what somebody changed behind Keyway's back
 */
public record Plan<A>(
    List<Step<A>> steps,
    Outcome outcome,
    boolean writeAhead,
    boolean released,
    List<Difference> differences) {

  /** Take these steps, then look again. */
  public static <A> Plan<A> of(List<Step<A>> steps, Outcome otherwise, List<Difference> drift) {
    return new Plan<>(List.copyOf(steps), otherwise, false, false, List.copyOf(drift));
  }

  /** Take one step, then look again. */
  public static <A> Plan<A> step(A action, Reason reason, String message) {
    return restore(action, reason, message, List.of());
  }

  /** Take one step, which makes good what somebody else undid; then look again. */
  public static <A> Plan<A> restore(
      A action, Reason reason, String message, List<Difference> drift) {
    return of(
        List.of(new Step<>(action, reason, message)),
        new Outcome.InProgress(reason, message, java.time.Duration.ZERO),
        drift);
  }

  /** End the pass with a status that has to stand before the next one goes on. */
  public static <A> Plan<A> writeAhead(Outcome outcome, List<Difference> drift) {
    return new Plan<>(List.of(), outcome, true, false, List.copyOf(drift));
  }

  /** End the pass. */
  public static <A> Plan<A> end(Outcome outcome) {
    return of(List.of(), outcome, List.of());
  }

  /** End the pass and let the object go. */
  public static <A> Plan<A> release() {
    return new Plan<>(List.of(), new Outcome.Done(), false, true, List.of());
  }
}
