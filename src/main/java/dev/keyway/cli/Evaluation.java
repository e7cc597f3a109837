package dev.keyway.cli;

import dev.keyway.policy.Decision;
import dev.keyway.policy.JsonValue;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.ResourceKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code keyway policy evaluate}: one question. */
final class Evaluation {
  private Evaluation() {}

  /**
   * Decide and print.
   *
   * @param expected the answer that makes the exit code 0; null for the exit code of the answer
   */
  static int run(
      Terminal terminal,
      Format format,
      Question question,
      PolicyDocument policy,
      @Nullable List<PolicyDocument> identityPolicies,
      @Nullable Answer expected) {
    Verdict verdict = Verdict.of(question, policy, identityPolicies);
    switch (format) {
      case TEXT -> print(terminal, verdict, expected);
      case JSON -> terminal.out().println(JsonText.lines(json(verdict)));
    }
    if (expected == null) {
      return verdict.answer().exitCode();
    }
    return expected == verdict.answer() ? ExitCode.YES : ExitCode.NO;
  }

  /** Read a question from a file. */
  static Question question(Terminal terminal, String file, @Nullable ResourceKind service)
      throws BadInput {
    JsonValue json = Documents.json(terminal, file);
    try {
      return RequestReader.read(json, service);
    } catch (BadInput e) {
      throw e.in(file);
    }
  }

  private static JsonValue json(Verdict verdict) {
    var json =
        new JsonObject()
            .put("result", verdict.answer().word())
            .put("by", verdict.by())
            .put("why", verdict.why());
    if (verdict.decision() instanceof Decision.Unknown(List<String> missing, _)) {
      json.put("missing", missing);
    }
    return json.put("trace", verdict.decision().trace()).build();
  }

  private static void print(Terminal terminal, Verdict verdict, @Nullable Answer expected) {
    var out = terminal.out();
    switch (verdict.decision()) {
      case Decision.Allowed _ -> out.println("Allowed by " + verdict.by() + ".");
      case Decision.Denied _ -> out.println("Denied by " + verdict.by() + ".");
      case Decision.NotAllowed _ -> out.println("Not allowed: no statement allows it.");
      case Decision.Unknown(List<String> missing, _) -> {
        out.println("Unknown. It depends on");
        missing.forEach(each -> out.println("  - " + each));
      }
    }
    if (expected != null && expected != verdict.answer()) {
      out.println("Expected was " + expected.word() + ".");
    }
    out.println();
    verdict.decision().trace().forEach(line -> out.println("  " + line));
  }
}
