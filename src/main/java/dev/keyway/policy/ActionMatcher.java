package dev.keyway.policy;

import java.util.List;
import java.util.Locale;

/**
 * Whether an action is among those that a statement names, whatever its case.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Action" and "NotAction"; KMS API reference,
 * PutKeyPolicy: a statement without an Action has no effect.
 */
final class ActionMatcher {
  private static final Finding YES = Finding.yes("action");

  private ActionMatcher() {}

  static Finding match(Actions actions, String action) {
    if (!actions.isStated()) {
      return Finding.no("action", List.of("nothing, having no Action"), List.of(action));
    }
    boolean any = actions.patterns().stream().anyMatch(pattern -> matches(pattern, action));
    return any != actions.negated()
        ? YES
        : Finding.no(
            actions.negated() ? "not-action" : "action", actions.patterns(), List.of(action));
  }

  private static boolean matches(String pattern, String action) {
    if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      return pattern.equalsIgnoreCase(action);
    }
    return Glob.of(pattern.toLowerCase(Locale.ROOT)).matches(action.toLowerCase(Locale.ROOT));
  }
}
