package dev.keyway.cli;

import dev.keyway.policy.Lint;
import dev.keyway.policy.LintFinding;
import dev.keyway.policy.LintRule;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.ResourceKind;
import java.util.List;
import java.util.Locale;

/** {@code keyway policy lint}. */
final class Linting {
  private Linting() {}

  /** Look and print; notes alone leave the exit code at 0. */
  static int run(Terminal terminal, Format format, PolicyDocument policy, ResourceKind kind) {
    List<LintFinding> findings = Lint.check(policy, kind);
    boolean clean = findings.stream().allMatch(f -> f.rule().severity() == LintRule.Severity.NOTE);
    switch (format) {
      case TEXT -> print(terminal, findings);
      case JSON ->
          terminal
              .out()
              .println(
                  JsonText.lines(
                      new JsonObject()
                          .put("result", clean ? "clean" : "findings")
                          .putAll("findings", findings.stream().map(Linting::json).toList())
                          .build()));
    }
    return clean ? ExitCode.YES : ExitCode.NO;
  }

  private static JsonObject json(LintFinding finding) {
    LintRule rule = finding.rule();
    return new JsonObject()
        .put("id", rule.id())
        .put("severity", rule.severity().name().toLowerCase(Locale.ROOT))
        .put("place", finding.place())
        .put("message", finding.message())
        .put("advice", rule.advice())
        .put("source", rule.source());
  }

  private static void print(Terminal terminal, List<LintFinding> findings) {
    if (findings.isEmpty()) {
      terminal.out().println("Clean: nothing found.");
      return;
    }
    for (LintFinding finding : findings) {
      terminal.out().println(finding.text());
      terminal.out().println("  advice: " + finding.rule().advice());
      terminal.out().println("  source: " + finding.rule().source());
    }
    terminal.out().println();
    terminal.out().println(Linting.count(findings));
  }

  private static String count(List<LintFinding> findings) {
    var text = new StringBuilder("Found:");
    for (LintRule.Severity severity : LintRule.Severity.values()) {
      long count = findings.stream().filter(f -> f.rule().severity() == severity).count();
      if (count > 0) {
        String plural = count == 1 ? "" : "s";
        text.append(text.charAt(text.length() - 1) == ':' ? " " : ", ")
            .append(count)
            .append(' ')
            .append(severity.name().toLowerCase(Locale.ROOT))
            .append(plural);
      }
    }
    return text.append('.').toString();
  }
}
