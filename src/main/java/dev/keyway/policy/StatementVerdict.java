package dev.keyway.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a statement matches a request.
 *
 * @param naming what it allows an account is left to the account's own identity policies
 * @param findings by part, ending with the first that does not match
 */
record StatementVerdict(
    String document, Statement statement, Truth truth, Naming naming, List<Finding> findings) {

  /** How a statement that matches names the caller. */
  enum Naming {
    CALLER,
    ACCOUNT,
    /** By its account, and for all that is known by its session too. */
    ACCOUNT_OR_SESSION
  }

  /** What the statement grants to this very caller. */
  Grant toCaller() {
    return switch (naming) {
      case CALLER -> Grant.of(this);
      case ACCOUNT -> Grant.NONE;
      case ACCOUNT_OR_SESSION -> Grant.of(this).and(Grant.unknown(PrincipalMatcher.SESSION));
    };
  }

  /** What it leaves to the identity policies of the caller's account. */
  Grant toAccount() {
    return naming == Naming.CALLER ? Grant.NONE : Grant.of(this);
  }

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
      return head
          + "matches"
          + (naming == Naming.CALLER ? "" : " by delegation to the caller's account");
    }
    return matched.isEmpty() ? head + rest : head + "matches " + matched + "; " + rest;
  }
}
