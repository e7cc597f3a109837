package dev.keyway.cli;

import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision in words.
 *
 * @param by the Sid of the statement that decided, or its place; null if none did
 */
record Verdict(Answer answer, @Nullable String by, String why, Decision decision) {

  /** Decide a question. */
  static Verdict of(
      Question question, PolicyDocument policy, @Nullable List<PolicyDocument> identityPolicies) {
    Decision decision =
        Evaluator.evaluate(question.request(), policy, question.kind(), identityPolicies);
    return new Verdict(
        Answer.of(decision), by(decision, policy, identityPolicies), why(decision), decision);
  }

  private static @Nullable String by(
      Decision decision, PolicyDocument policy, @Nullable List<PolicyDocument> identityPolicies) {
    return switch (decision) {
      case Decision.Allowed(Statement by, _) -> name(by, policy, identityPolicies);
      case Decision.Denied(Statement by, _) -> name(by, policy, identityPolicies);
      case Decision.NotAllowed _, Decision.Unknown _ -> null;
    };
  }

  private static String name(
      Statement by, PolicyDocument policy, @Nullable List<PolicyDocument> identityPolicies) {
    if (by.sid() != null && !by.sid().isBlank()) {
      return by.sid();
    }
    Map<String, PolicyDocument> documents = new LinkedHashMap<>();
    documents.put("resourcePolicy", policy);
    List<PolicyDocument> identity = identityPolicies == null ? List.of() : identityPolicies;
    for (int i = 0; i < identity.size(); i++) {
      documents.put("identityPolicies[" + i + "]", identity.get(i));
    }
    for (var document : documents.entrySet()) {
      int index = document.getValue().statements().indexOf(by);
      if (index >= 0) {
        return document.getKey() + ".Statement[" + index + "]";
      }
    }
    throw new IllegalStateException("decided by a statement of no policy: " + by);
  }

  private static String why(Decision decision) {
    return switch (decision) {
      case Decision.Allowed(_, List<String> trace) -> matching(trace, "(Allow)");
      case Decision.Denied(_, List<String> trace) -> matching(trace, "(Deny)");
      case Decision.NotAllowed(List<String> misses, _) ->
          misses.isEmpty() ? "no statement allows it" : String.join("; ", misses);
      case Decision.Unknown(List<String> missing, _) -> "depends on " + String.join(", ", missing);
    };
  }

  private static String matching(List<String> trace, String effect) {
    List<String> matching = new ArrayList<>();
    for (String line : trace) {
      boolean whole = line.endsWith(effect + " matches") || line.contains(effect + " matches by ");
      if (whole) {
        matching.add(line);
      }
    }
    return matching.isEmpty() ? String.join("; ", trace) : String.join("; ", matching);
  }
}
