package dev.keyway.cli;

import dev.keyway.policy.AmazonResourceName;
import dev.keyway.policy.PolicyDocument;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keyway policy compare}. */
@Command(
    name = "compare",
    description = {
      "Say how two resource policies differ, and what each allows that the other does not, with a"
          + " request that shows it.",
      "",
      "A single - as FILE reads standard input."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:equal, or written differently with the same effect",
      " 1:different",
      " 2:an input or the command line cannot be read",
      " 3:written differently; whether the effect is the same cannot be told"
    })
final class CompareCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "File of the policy to compare with.")
  private String a = "";

  @Parameters(index = "1", paramLabel = "B", description = "File of the policy that is compared.")
  private String b = "";

  @Option(
      names = "--resource",
      paramLabel = "ARN",
      description =
          "What the policies are attached to; without it statements about any resource count.")
  private @Nullable String resource;

  @Option(names = "--output", paramLabel = "text|json", description = Format.HELP)
  private @Nullable Format format;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws BadInput {
    Usage.requireOneStandardInput(spec, Stream.of(a, b));
    Usage.require(
        resource == null || AmazonResourceName.parse(resource).isPresent(),
        spec,
        "--resource must be an ARN");
    PolicyDocument first = Documents.policy(terminal, a);
    PolicyDocument second = Documents.policy(terminal, b);
    return Comparing.run(terminal, Format.orText(format), first, second, resource);
  }
}
