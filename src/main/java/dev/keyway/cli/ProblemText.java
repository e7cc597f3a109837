package dev.keyway.cli;

import dev.keyway.manifest.Problem;
import java.util.List;

/** Says what is wrong in files. */
final class ProblemText {
  private ProblemText() {}

  /** Print all problems and return the exit code. */
  static int print(Terminal terminal, Format format, List<Problem> problems) {
    switch (format) {
      case TEXT -> problems.forEach(p -> terminal.err().println("keyway: " + p.text()));
      case JSON ->
          terminal
              .out()
              .println(
                  JsonText.lines(
                      new JsonObject()
                          .put("result", "invalid")
                          .putAll("problems", problems.stream().map(ProblemText::json).toList())
                          .build()));
    }
    return ExitCode.BAD_INPUT;
  }

  private static JsonObject json(Problem problem) {
    return new JsonObject()
        .put("input", problem.input())
        .put("document", JsonObject.number(problem.document()))
        .put("object", problem.object())
        .put("place", problem.place())
        .put("rule", problem.rule());
  }
}
