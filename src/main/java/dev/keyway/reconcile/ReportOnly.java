package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a plan where the spec says {@code management: Report}; pure. */
public final class ReportOnly {
  private static final int MAX_CHANGES = 20;

  private ReportOnly() {}

  /**
   * Return whether a pass plans a creation although something elsewhere is missing: that keeps
   * nobody from saying what would be created here.
   */
  public static boolean overlooks(KeywaySpec spec, Outcome waits) {
    return waits instanceof Outcome.Blocked && Management.of(spec) == Management.REPORT;
  }

  /** Return whether the plan is told instead of carried out. */
  static <A> boolean holdsBack(Room<?, ?, ?, A> room, Management mode, Plan<A> plan) {
    return mode == Management.REPORT
        && (plan.writeAhead() || !plan.steps().isEmpty())
        && plan.steps().stream().noneMatch(step -> room.isInKubernetes(step.action()));
  }

  /** Return the writes of the plan, for people. A write-ahead stands for the write after it. */
  static <A> List<PlannedChange> changes(Plan<A> plan) {
    var changes = new ArrayList<PlannedChange>();
    plan.steps().forEach(step -> changes.add(change(step.action())));
    if (plan.writeAhead() && plan.outcome() instanceof Outcome.InProgress(var reason, var m, _)) {
      changes.add(new PlannedChange(reason.name(), m));
    }
    return List.copyOf(changes.subList(0, Math.min(MAX_CHANGES, changes.size())));
  }

  /** Return how the pass ends that was not allowed to write. */
  static Outcome outcome(
      Resource<?, ? extends @Nullable KeywayStatus> resource, List<PlannedChange> changes) {
    boolean reached = Changes.isReached(resource);
    var text =
        "%s; %d write(s) are held back by management: Report and stand in status.plan, first %s."
            .formatted(
                reached
                    ? "AWS differs from what was in order before"
                    : "AWS does not have what the spec asks for",
                changes.size(),
                changes.getFirst().action());
    return new Outcome.Reported(reached ? Reason.ChangesReported : Reason.ChangesPlanned, text);
  }

  // Actions are records that are named in AWS's words: "SetPolicy[policy={…}]".
  private static PlannedChange change(Object action) {
    var name = action.getClass().getSimpleName();
    var text = action.toString();
    boolean plain = !text.startsWith(name + "[") || text.length() <= name.length() + 2;
    return new PlannedChange(
        name, plain ? null : text.substring(name.length() + 1, text.length() - 1));
  }
}
