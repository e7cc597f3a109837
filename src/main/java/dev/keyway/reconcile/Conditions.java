package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.drift.Contest;
import dev.keyway.drift.DriftLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions as kstatus reads them: Reconciling and Stalled are never both true, and a transition
 * time moves only when a status does.
 */
public final class Conditions {
  public static final String READY = "Ready";
  public static final String RECONCILING = "Reconciling";
  public static final String STALLED = "Stalled";
  public static final String DRIFTED = "Drifted";
  public static final String REFERENCES_RESOLVED = "ReferencesResolved";
  public static final String POLICY_APPLIED = "PolicyApplied";
  public static final String ENCRYPTED = "Encrypted";
  public static final String SUBSCRIBED = "Subscribed";
  public static final String DELIVERABLE = "Deliverable";

  private static final String PAUSED =
      "management: Paused: nobody looks at AWS; everything else here is as it was last seen.";
  private static final Set<String> SUMMARY = Set.of(READY, RECONCILING, STALLED);

  private Conditions() {}

  /** Find a condition by its type. */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
  }

  /** Return whether a condition is there and true. */
  public static boolean isTrue(List<Condition> conditions, String type) {
    return find(conditions, type).filter(c -> c.status() == ConditionStatus.TRUE).isPresent();
  }

  /**
   * Return all conditions of an object.
   *
   * @param ready what {@code Ready} says when the outcome is done
   * @param own the kind's own conditions
   */
  public static List<Condition> of(
      long generation,
      List<Condition> previous,
      Outcome outcome,
      String ready,
      List<Finding> own,
      List<DriftEntry> drift,
      Instant now) {
    var findings = new ArrayList<Finding>(summary(outcome, ready));
    boolean seen = outcome.hasLooked();
    if (seen) {
      findings.add(drifted(drift));
      findings.addAll(own);
    }
    var conditions = new ArrayList<Condition>();
    findings.forEach(f -> conditions.add(condition(f, generation, previous, now)));
    if (!seen) {
      previous.stream().filter(c -> !SUMMARY.contains(c.type())).forEach(conditions::add);
    }
    return List.copyOf(conditions);
  }

  private static List<Finding> summary(Outcome outcome, String ready) {
    return switch (outcome) {
      case Outcome.Done _ ->
          List.of(
              Finding.yes(READY, Reason.Proven, ready),
              Finding.no(RECONCILING, Reason.Proven, "Nothing is left to do."),
              Finding.no(STALLED, Reason.Proven, "Nothing is in the way."));
      case Outcome.InProgress(Reason reason, String message, var _) -> moving(reason, message);
      case Outcome.Blocked(Reason reason, String message, var _) -> moving(reason, message);
      case Outcome.Invalid(Reason reason, String message) -> stalled(reason, message);
      case Outcome.Reported(Reason reason, String message) -> stalled(reason, message);
      case Outcome.Refused(Reason reason, String message) -> stalled(reason, message);
      case Outcome.Paused _ ->
          List.of(
              Finding.unknown(READY, Reason.Paused, PAUSED),
              Finding.no(RECONCILING, Reason.Paused, PAUSED),
              Finding.no(STALLED, Reason.Paused, PAUSED));
      case Outcome.Failed(var failure) when Failures.isFinal(failure) ->
          stalled(Failures.reason(failure), Failures.message(failure));
      case Outcome.Failed(var failure) ->
          moving(Failures.reason(failure), Failures.message(failure));
    };
  }

  private static List<Finding> stalled(Reason reason, String message) {
    return List.of(
        Finding.no(READY, reason, message),
        Finding.no(RECONCILING, reason, "Waits for somebody to change something."),
        Finding.yes(STALLED, reason, message));
  }

  private static List<Finding> moving(Reason reason, String message) {
    return List.of(
        Finding.no(READY, reason, message),
        Finding.yes(RECONCILING, reason, message),
        Finding.no(STALLED, reason, "Goes on by itself."));
  }

  private static Finding drifted(List<DriftEntry> drift) {
    var open = DriftLog.open(drift);
    if (!open.isEmpty()) {
      var first = open.getFirst();
      var message =
          open.size()
              + " difference(s) from AWS, first "
              + first.path()
              + " ("
              + Words.of(first.impact())
              + ")";
      return open.stream()
          .filter(Contest::isContested)
          .findFirst()
          .map(e -> Finding.yes(DRIFTED, Reason.Contested, contested(e)))
          .orElseGet(() -> Finding.yes(DRIFTED, Reason.DriftDetected, message));
    }
    return drift.isEmpty()
        ? Finding.no(DRIFTED, Reason.InSync, "AWS has what is wanted.")
        : Finding.no(DRIFTED, Reason.DriftRepaired, "All differences were repaired; see drift.");
  }

  private static String contested(DriftEntry entry) {
    return entry.path()
        + " was repaired "
        + entry.repairs()
        + " times in a row and changed back by somebody else each time.";
  }

  private static Condition condition(
      Finding finding, long generation, List<Condition> previous, Instant now) {
    var since =
        find(previous, finding.type())
            .filter(old -> old.status() == finding.status())
            .map(Condition::lastTransitionTime)
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Condition(
        finding.type(),
        finding.status(),
        finding.reason().name(),
        finding.message(),
        since,
        generation);
  }
}
