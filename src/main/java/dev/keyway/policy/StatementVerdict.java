package dev.keyway.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a statement matches a request.
 *
 * @param delegated it names the caller's account rather than the caller: what it allows is left to
 *     the account's own identity policies
 * @param findings by part, ending with the first that does not match
 */
record StatementVerdict(
    String document, Statement statement, Truth truth, boolean delegated, List<Finding> findings) {

  boolean isAllow() {
    return statement.effect() == Effect.ALLOW;
  }

  long matchedParts() {
    return findings.stream().filter(finding -> finding.truth() == Truth.YES).count();
  }

  List<String> missing() {
    return findings.stream().flatMap(finding -> finding.missing().stream()).toList();
  }

  String line() {
    String matched =
        findings.stream()
            .filter(finding -> finding.truth() == Truth.YES)
            .map(Finding::part)
            .collect(Collectors.joining(", "));
    String rest =
        findings.stream()
            .filter(finding -> finding.truth() != Truth.YES)
            .map(Finding::text)
            .collect(Collectors.joining("; "));
    String head = "%s %s (%s) ".formatted(document, statement.label(), statement.effect().text());
    if (truth == Truth.YES) {
      return head + "matches" + (delegated ? " by delegation to the caller's account" : "");
    }
    return matched.isEmpty() ? head + rest : head + "matches " + matched + "; " + rest;
  }
}
