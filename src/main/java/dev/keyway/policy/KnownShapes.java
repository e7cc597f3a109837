package dev.keyway.policy;

import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the choices of a {@link Vocabulary} are all that a statement can tell apart. They are for
 * patterns that are literal or a prefix with a {@code *}: two of these either include each other or
 * have nothing in common.
 */
final class KnownShapes {
  private static final int ARN_COLONS = 5;
  private static final Set<String> COMPLETE_CALLER_KEYS =
      Set.of("aws:principalarn", "aws:principalaccount", "aws:principalisawsservice");

  private KnownShapes() {}

  static boolean has(Statement statement, boolean variables) {
    return principals(statement.principals())
        && statement.actions().patterns().stream().allMatch(KnownShapes::isPrefix)
        && statement.resources().patterns().stream().allMatch(KnownShapes::isPrefix)
        && statement.conditions().stream().allMatch(KnownShapes::condition)
        && !(variables && usesVariables(statement));
  }

  private static boolean principals(Principals principals) {
    return principals.isStated()
        && !principals.negated()
        && principals.members().stream()
            .allMatch(
                member ->
                    switch (member) {
                      case Principal.Account _, Principal.Service _, Principal.Anyone _ -> true;
                      case Principal.UniqueId _ -> true;
                      case Principal.Arn(String arn) ->
                          AmazonResourceName.of(arn).service().equals("iam");
                      case Principal.Federated _, Principal.CanonicalUser _ -> false;
                    });
  }

  private static boolean condition(Condition condition) {
    Operator operator = Operator.named(condition.operator());
    if (operator == null || operator.quantifier() != Operator.Quantifier.NONE) {
      return false;
    }
    String key = RequestContext.fold(condition.key());
    if (!Vocabulary.isFree(condition) && !COMPLETE_CALLER_KEYS.contains(key)) {
      return false;
    }
    return switch (operator.comparison()) {
      case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, NULL -> true;
      case BOOL -> condition.values().stream().allMatch(Scalars::isBoolean);
      case STRING_LIKE -> condition.values().stream().allMatch(KnownShapes::isPrefix);
      case ARN_EQUALS, ARN_LIKE -> condition.values().stream().allMatch(KnownShapes::isArnPrefix);
      default -> false;
    };
  }

  private static boolean isPrefix(String pattern) {
    int wildcard = pattern.replace('?', '*').indexOf('*');
    return wildcard < 0 || (wildcard == pattern.length() - 1 && pattern.endsWith("*"));
  }

  /** The {@code *} stands in the sixth part, where it acts as in any other text. */
  private static boolean isArnPrefix(String pattern) {
    return isPrefix(pattern)
        && (pattern.indexOf('*') < 0
            || pattern.chars().filter(c -> c == ':').count() >= ARN_COLONS);
  }

  static boolean usesVariables(Statement statement) {
    return Stream.concat(
            statement.resources().patterns().stream(),
            statement.conditions().stream().flatMap(condition -> condition.values().stream()))
        .anyMatch(text -> text.contains("${"));
  }
}
