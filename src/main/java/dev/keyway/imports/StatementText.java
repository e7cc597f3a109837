package dev.keyway.imports;

import dev.keyway.policy.Condition;
import dev.keyway.policy.Effect;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Names a statement to people in one line; pure. */
final class StatementText {
  private static final int SHOWN = 4;

  private StatementText() {}

  static String of(Statement statement) {
    var sid = statement.sid() == null ? "a statement" : "statement \"" + statement.sid() + "\"";
    var who = statement.principals().members().stream().map(Principal::value).toList();
    var conditions = statement.conditions().stream().map(StatementText::text).toList();
    return "%s: %s %s%s to %s%s%s"
        .formatted(
            sid,
            statement.effect() == Effect.ALLOW ? "allows" : "denies",
            statement.actions().negated() ? "all but " : "",
            list(statement.actions().patterns()),
            statement.principals().negated() ? "all but " : "",
            list(who),
            conditions.isEmpty() ? "" : " if " + String.join(" and ", conditions));
  }

  private static String text(Condition condition) {
    return condition.operator() + " " + condition.key() + " " + list(condition.values());
  }

  private static String list(List<String> values) {
    var shown = values.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return values.size() > SHOWN ? shown + " and " + (values.size() - SHOWN) + " more" : shown;
  }
}
