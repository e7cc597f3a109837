package dev.keyway.cli;

import dev.keyway.policy.Difference;
import dev.keyway.policy.Effect;
import dev.keyway.policy.Equivalence;
import dev.keyway.policy.JsonValue;
import dev.keyway.policy.Permissiveness;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Widening;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code keyway policy compare}. */
final class Comparing {
  private Comparing() {}

  /** What comparing two policies came to. */
  private enum Result {
    EQUAL("equal", "Equal: both say the same.", ExitCode.YES),
    SAME_EFFECT(
        "same-effect", "Written differently, but both allow and deny the same.", ExitCode.YES),
    DIFFERENT("different", "Different.", ExitCode.NO),
    CANNOT_TELL(
        "cannot-tell",
        "Written differently; whether both allow the same cannot be told.",
        ExitCode.UNKNOWN);

    private final String word;
    private final String text;
    private final int exitCode;

    Result(String word, String text, int exitCode) {
      this.word = word;
      this.text = text;
      this.exitCode = exitCode;
    }
  }

  private record Report(
      Result result,
      List<Difference> differences,
      List<Difference> notes,
      boolean deniesDiffer,
      List<Widening> onlyB,
      List<Widening> onlyA) {}

  /**
   * Compare and print.
   *
   * @param resourceArn what both are attached to; null for any resource that they name
   */
  static int run(
      Terminal terminal,
      Format format,
      PolicyDocument a,
      PolicyDocument b,
      @Nullable String resourceArn) {
    Report report = report(a, b, resourceArn);
    switch (format) {
      case TEXT -> print(terminal, report);
      case JSON -> terminal.out().println(JsonText.lines(json(report).build()));
    }
    return report.result.exitCode;
  }

  private static Report report(PolicyDocument a, PolicyDocument b, @Nullable String resourceArn) {
    List<Difference> differences = Equivalence.differences(a, b);
    if (differences.isEmpty()) {
      return new Report(
          Result.EQUAL, differences, Equivalence.notes(a, b), false, List.of(), List.of());
    }
    List<Widening> onlyB =
        resourceArn == null
            ? Permissiveness.widening(a, b)
            : Permissiveness.widening(a, b, resourceArn);
    List<Widening> onlyA =
        resourceArn == null
            ? Permissiveness.narrowing(a, b)
            : Permissiveness.narrowing(a, b, resourceArn);
    boolean deniesDiffer = !Equivalence.equivalent(denies(a), denies(b));
    return new Report(
        result(deniesDiffer, onlyB, onlyA),
        differences,
        Equivalence.notes(a, b),
        deniesDiffer,
        onlyB,
        onlyA);
  }

  private static Result result(boolean deniesDiffer, List<Widening> onlyB, List<Widening> onlyA) {
    List<Widening> all = Stream.concat(onlyB.stream(), onlyA.stream()).toList();
    if (all.stream().anyMatch(Widening.Witnessed.class::isInstance) || deniesDiffer) {
      return Result.DIFFERENT;
    }
    return all.isEmpty() ? Result.SAME_EFFECT : Result.CANNOT_TELL;
  }

  /** What counts for callers, too, whom their own policies allow: no witness shows those. */
  private static PolicyDocument denies(PolicyDocument document) {
    return new PolicyDocument(
        document.version(),
        null,
        document.statements().stream()
            .filter(statement -> statement.effect() == Effect.DENY)
            .toList());
  }

  private static JsonObject json(Report report) {
    return new JsonObject()
        .put("result", report.result.word)
        .putAll("differences", report.differences.stream().map(Comparing::json).toList())
        .putAll("notes", report.notes.stream().map(Comparing::json).toList())
        .put("deniesDiffer", new JsonValue.Literal(Boolean.toString(report.deniesDiffer)))
        .putAll("onlyB", report.onlyB.stream().map(Comparing::json).toList())
        .putAll("onlyA", report.onlyA.stream().map(Comparing::json).toList());
  }

  private static JsonObject json(Difference difference) {
    return new JsonObject()
        .put("sid", difference.sid())
        .put("part", words(difference.part()))
        .put("a", difference.desired())
        .put("b", difference.observed());
  }

  private static JsonObject json(Widening widening) {
    var json = new JsonObject().put("statement", widening.statement().sid());
    json.put("description", widening.description());
    return switch (widening) {
      case Widening.Witnessed witnessed ->
          json.put("witness", RequestWriter.json(witnessed.witness()));
      case Widening.CannotTell _ -> json.put("witness", (String) null);
    };
  }

  private static void print(Terminal terminal, Report report) {
    var out = terminal.out();
    out.println(report.result.text);
    differences(terminal, "\nThe documents differ:", report.differences);
    differences(
        terminal, "\nNot counted, but some services treat these differently:", report.notes);
    if (report.deniesDiffer) {
      out.println();
      out.println("A Deny differs; that counts also for callers whom their own policies allow.");
    }
    widenings(terminal, "\nB allows what A does not:", report.onlyB);
    widenings(terminal, "\nA allows what B does not:", report.onlyA);
  }

  private static void differences(Terminal terminal, String title, List<Difference> differences) {
    if (!differences.isEmpty()) {
      terminal.out().println(title);
    }
    for (Difference each : differences) {
      String where = each.sid() == null ? "" : each.sid() + ": ";
      terminal.out().println("  " + where + words(each.part()));
      terminal.out().println("    A: " + orNothing(each.desired()));
      terminal.out().println("    B: " + orNothing(each.observed()));
    }
  }

  private static void widenings(Terminal terminal, String title, List<Widening> widenings) {
    if (!widenings.isEmpty()) {
      terminal.out().println(title);
    }
    for (Widening each : widenings) {
      boolean known = each instanceof Widening.Witnessed;
      terminal.out().println("  " + (known ? "" : "cannot tell: ") + each.description());
      if (each instanceof Widening.Witnessed witnessed) {
        terminal.out().println("    " + JsonText.line(RequestWriter.json(witnessed.witness())));
      }
    }
  }

  private static String words(Difference.Part part) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? "nothing" : text;
  }
}
