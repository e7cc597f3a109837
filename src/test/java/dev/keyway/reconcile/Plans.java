package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Condition;
import java.time.Instant;
import java.util.List;

/** What tests say of plans. */
public final class Plans {
  /** When everything in the tests happens. */
  public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private Plans() {}

  /** Return the names of a plan's actions, in order. */
  public static List<String> actions(Plan<?> plan) {
    return plan.steps().stream().map(step -> step.action().getClass().getSimpleName()).toList();
  }

  /** Return the first action of that type. */
  public static <A> A action(Plan<?> plan, Class<A> type) {
    return plan.steps().stream()
        .map(Step::action)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(type + " is not among " + plan.steps()));
  }

  /** Return the paths and impacts of what a plan calls drift, such as {@code Policy BROKEN}. */
  public static List<String> drift(Plan<?> plan) {
    return plan.differences().stream()
        .map(difference -> difference.path() + " " + difference.impact())
        .toList();
  }

  /** Return how a plan ends in a word, such as {@code Blocked KeyInUse}. */
  public static String end(Plan<?> plan) {
    return end(plan.outcome());
  }

  /** Return an outcome in a word. */
  public static String end(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "Done";
      case Outcome.InProgress(Reason reason, var _, var _) -> "InProgress " + reason;
      case Outcome.Blocked(Reason reason, var _, var _) -> "Blocked " + reason;
      case Outcome.Invalid(Reason reason, var _) -> "Invalid " + reason;
      case Outcome.Reported(Reason reason, var _) -> "Reported " + reason;
      case Outcome.Refused(Reason reason, var _) -> "Refused " + reason;
      case Outcome.Paused _ -> "Paused";
      case Outcome.Failed(var failure) -> "Failed " + failure.cause();
    };
  }

  /** Return the message of an outcome. */
  public static String message(Plan<?> plan) {
    return switch (plan.outcome()) {
      case Outcome.Done _ -> "";
      case Outcome.InProgress(var _, String message, var _) -> message;
      case Outcome.Blocked(var _, String message, var _) -> message;
      case Outcome.Invalid(var _, String message) -> message;
      case Outcome.Reported(var _, String message) -> message;
      case Outcome.Refused(var _, String message) -> message;
      case Outcome.Paused _ -> "";
      case Outcome.Failed(var failure) -> failure.message();
    };
  }

  /** Return the conditions of an object that is ready since a while. */
  public static List<Condition> ready(long generation) {
    return Conditions.of(
        generation,
        List.of(),
        new Outcome.Done(),
        "Ready.",
        List.of(),
        List.of(),
        NOW.minusSeconds(3600));
  }
}
