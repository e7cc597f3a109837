package dev.keyway.policy;

import java.util.List;
import java.util.Set;

/** Conditions that do not do what they seem to. */
final class LintConditions {
  private static final String SECURE_TRANSPORT = "aws:securetransport";
  private static final int ARN_COLONS = 5;
  private static final Set<String> UNSUPPORTED_BY_EVENT_BRIDGE =
      Set.of("aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid");

  private LintConditions() {}

  static void check(LintedStatement linted) {
    for (Condition condition : linted.statement().conditions()) {
      Operator operator = Operator.named(condition.operator());
      if (operator == null) {
        linted.report(
            LintRule.UNKNOWN_OPERATOR, condition, condition.operator() + " is no operator");
        continue;
      }
      if (!GlobalKeys.mayExist(condition.key())) {
        linted.report(
            LintRule.UNKNOWN_CONDITION_KEY, condition, condition.key() + " is not documented");
      }
      if (linted.isAllow()) {
        source(linted, condition, operator);
      }
      if (operator.comparison() == Comparison.ARN_EQUALS
          || operator.comparison() == Comparison.ARN_LIKE) {
        condition.values().forEach(value -> arn(linted, condition, value));
      }
      if (RequestContext.fold(condition.key()).equals(SECURE_TRANSPORT)) {
        transport(linted, condition);
      }
    }
    eventBridge(linted);
  }

  private static void source(LintedStatement linted, Condition condition, Operator operator) {
    boolean aboutSource = RequestContext.fold(condition.key()).startsWith("aws:source");
    if (!aboutSource
        || operator.comparison() == Comparison.NULL
        || SourceConditions.needsTheKey(operator)
        || requiresKey(linted.statement(), condition.key())) {
      return;
    }
    LintRule rule =
        operator.quantifier() == Operator.Quantifier.ALL
            ? LintRule.FOR_ALL_VALUES_SOURCE
            : operator.negated() ? LintRule.NEGATED_SOURCE : LintRule.IF_EXISTS_SOURCE;
    linted.report(rule, condition, "lets in every call without " + condition.key());
  }

  private static boolean requiresKey(Statement statement, String key) {
    return statement.conditions().stream()
        .filter(other -> other.key().equalsIgnoreCase(key))
        .anyMatch(
            other -> {
              Operator operator = Operator.named(other.operator());
              return operator != null
                  && (operator.comparison() == Comparison.NULL
                      ? other.values().equals(List.of("false"))
                      : SourceConditions.needsTheKey(operator));
            });
  }

  private static void arn(LintedStatement linted, Condition condition, String value) {
    if (value.chars().filter(c -> c == ':').count() < ARN_COLONS && !value.contains("${")) {
      linted.report(LintRule.SHORT_ARN, condition, value + " matches no ARN");
    }
  }

  /** A Deny has to match without TLS and not to match with it; an Allow the other way round. */
  private static void transport(LintedStatement linted, Condition condition) {
    Truth plain = match(condition, "false");
    Truth tls = match(condition, "true");
    boolean right =
        linted.isAllow()
            ? !(plain == Truth.YES && tls == Truth.NO)
            : plain == Truth.YES && tls == Truth.NO;
    if (!right) {
      linted.report(
          LintRule.TLS_CONDITION,
          condition,
          linted.isAllow()
              ? "allows only what comes without TLS"
              : tls == Truth.YES ? "denies what comes over TLS" : "denies nothing");
    }
  }

  private static Truth match(Condition condition, String secureTransport) {
    return ConditionMatcher.match(
            condition, false, _ -> new ContextValue.Known(List.of(secureTransport)))
        .truth();
  }

  private static void eventBridge(LintedStatement linted) {
    boolean named =
        linted.statement().principals().members().stream()
            .anyMatch(new Principal.Service("events.amazonaws.com")::equals);
    if (!named || !linted.isAllow() || linted.kind() != ResourceKind.KMS_KEY) {
      return;
    }
    for (Condition condition : linted.statement().conditions()) {
      if (UNSUPPORTED_BY_EVENT_BRIDGE.contains(RequestContext.fold(condition.key()))) {
        linted.report(
            LintRule.EVENT_BRIDGE_KEY_SOURCE,
            condition,
            "EventBridge sends KMS no " + condition.key());
      }
    }
  }
}
