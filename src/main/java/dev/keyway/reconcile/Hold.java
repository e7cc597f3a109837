package dev.keyway.reconcile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tag by which somebody in AWS stops all writes to an AWS object; pure. */
public final class Hold {
  /** The tag; any value holds. */
  public static final String TAG = "keyway.dev/hold";

  private Hold() {}

  /** Return the plan, or where the AWS object is held what it would have done. */
  public static <A> Plan<A> respect(Plan<A> plan, Optional<Map<String, String>> tags, String arn) {
    if (plan.steps().isEmpty() || tags.filter(t -> t.containsKey(TAG)).isEmpty()) {
      return plan;
    }
    return Plan.of(
        List.of(),
        new Outcome.Blocked(
            Reason.Held,
            arn
                + " carries the tag "
                + TAG
                + ", so nothing is written to it. Left undone: "
                + plan.steps().getFirst().message()
                + " Remove the tag to have it done.",
            Set.of(arn)),
        plan.differences());
  }
}
