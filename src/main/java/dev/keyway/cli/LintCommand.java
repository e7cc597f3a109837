package dev.keyway.cli;

import dev.keyway.policy.ResourceKind;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyway policy lint}. */
@Command(
    name = "lint",
    description = {
      "Find what AWS accepts, or refuses without saying where, and nobody means.",
      "",
      "A single - as FILE reads standard input. docs/policy-engine.md lists the rules."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:clean, or notes alone",
      " 1:an error or a warning was found",
      " 2:an input or the command line cannot be read"
    })
final class LintCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The policy.")
  private String file = "";

  @Option(
      names = "--service",
      required = true,
      paramLabel = "sqs|sns|kms",
      description = "Whether it is the policy of a queue, a topic or a key.")
  private @Nullable ResourceKind service;

  @Option(names = "--output", paramLabel = "text|json", description = Format.HELP)
  private @Nullable Format format;

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws BadInput {
    return Linting.run(
        terminal,
        Format.orText(format),
        Documents.policy(terminal, file),
        Objects.requireNonNull(service));
  }
}
