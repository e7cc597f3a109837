package dev.keyway.policy;

/**
 * One thing about a policy that a person should look at.
 *
 * @param place as {@link PolicySyntaxException#place} writes it, counted from 0
 * @param message what is so, in this document
 */
public record LintFinding(LintRule rule, String place, String message) {

  /** One line for people, without the advice. */
  public String text() {
    return "%s %s %s: %s".formatted(rule.severity(), rule.id(), place, message);
  }
}
