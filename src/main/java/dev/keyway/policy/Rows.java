package dev.keyway.policy;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** For each choice of a dimension, which of the statements of two documents match it. */
final class Rows {
  private static final ContextValue UNKNOWN = new ContextValue.Unknown();
  private static final RequestContext NOTHING_KNOWN = RequestContext.unknownUnlessStated().build();

  private final List<Statement> statements;
  private final PolicyDocument narrow;
  private final PolicyDocument wide;
  private final Vocabulary vocabulary;

  Rows(
      List<Statement> statements,
      PolicyDocument narrow,
      PolicyDocument wide,
      Vocabulary vocabulary) {
    this.statements = statements;
    this.narrow = narrow;
    this.wide = wide;
    this.vocabulary = vocabulary;
  }

  Dimension<Caller> callers() {
    return dimension(
        vocabulary.callers(),
        (caller, s) -> {
          var principal =
              new PrincipalMatcher(caller, vocabulary.partition())
                  .match(statements.get(s).principals());
          Lookup known = new Lookup(new Request(caller, "", "", NOTHING_KNOWN));
          Dimension.Match match =
              Dimension.Match.of(
                  principal
                      .finding()
                      .truth()
                      .and(conditions(s, Vocabulary.FROM_CALLER::contains, known)));
          return match != Dimension.Match.YES
              ? match
              : switch (principal.naming()) {
                case CALLER -> Dimension.Match.YES;
                case ACCOUNT -> Dimension.Match.BY_ACCOUNT;
                case ACCOUNT_OR_SESSION -> Dimension.Match.UNKNOWN;
              };
        });
  }

  Dimension<String> actions() {
    return dimension(
        vocabulary.actions(),
        (action, s) ->
            Dimension.Match.of(ActionMatcher.match(statements.get(s).actions(), action).truth()));
  }

  Dimension<String> resources() {
    return dimension(
        vocabulary.resources(),
        (resource, s) -> {
          Lookup known =
              new Lookup(new Request(new Caller.Anonymous(), "", resource, NOTHING_KNOWN));
          Function<String, ContextValue> lookup =
              key ->
                  Vocabulary.FROM_RESOURCE.equals(RequestContext.fold(key))
                      ? known.apply(key)
                      : UNKNOWN;
          Truth named =
              ResourceMatcher.match(
                      statements.get(s).resources(), hasVariables(s), lookup, resource)
                  .truth();
          return Dimension.Match.of(
              named.and(conditions(s, Vocabulary.FROM_RESOURCE::equals, lookup)));
        });
  }

  Dimension<ContextValue> values(Map.Entry<String, List<ContextValue>> choices) {
    String key = choices.getKey();
    return dimension(
        choices.getValue(),
        (value, s) ->
            Dimension.Match.of(
                conditions(
                    s,
                    key::equals,
                    asked -> RequestContext.fold(asked).equals(key) ? value : UNKNOWN)));
  }

  private <T> Dimension<T> dimension(
      List<T> choices, BiFunction<T, Integer, Dimension.Match> match) {
    return Dimension.of(choices, statements, match);
  }

  /** The conditions of a statement on some keys, with nothing known of the others. */
  private Truth conditions(
      int statement, Predicate<String> keys, Function<String, ContextValue> lookup) {
    Truth all = Truth.YES;
    for (Condition condition : statements.get(statement).conditions()) {
      if (keys.test(RequestContext.fold(condition.key()))) {
        all = all.and(ConditionMatcher.match(condition, hasVariables(statement), lookup).truth());
      }
    }
    return all;
  }

  private boolean hasVariables(int statement) {
    return (statement < narrow.statements().size() ? narrow : wide).hasVariables();
  }
}
