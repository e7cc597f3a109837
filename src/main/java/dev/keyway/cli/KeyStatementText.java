package dev.keyway.cli;

import dev.keyway.api.v1alpha1.KeyStatement;
import java.io.PrintWriter;
import java.util.List;

/** What the owner of a key that is not Keyway's has to add to its policy. */
final class KeyStatementText {
  private KeyStatementText() {}

  /** Return those of one key. */
  static List<KeyStatement> of(List<KeyStatement> statements, String keyArn) {
    return statements.stream().filter(s -> s.keyArn().equals(keyArn)).toList();
  }

  static void print(PrintWriter out, List<KeyStatement> statements, int indent) {
    for (var one : statements) {
      var text = JsonText.lines(PlannedObject.json(one.statement()));
      out.println(text.indent(indent).stripTrailing());
    }
  }

  static List<JsonObject> json(List<KeyStatement> statements) {
    return statements.stream()
        .map(
            s ->
                new JsonObject()
                    .put("keyArn", s.keyArn())
                    .put("statement", PlannedObject.json(s.statement())))
        .toList();
  }
}
