package dev.keyway.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keyway plan}. */
@Command(
    name = "plan",
    description = {
      "Show what YAML files would create in an empty AWS account, in order, policies in full.",
      "",
      "No cluster and no AWS is asked: the operator's own planning runs on an account in memory."
          + " Of what is adopted, it shows what Keyway would write to it; what it is like is not"
          + " known. What the API server would refuse is refused here too."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:every object would become Ready, or says by its management that nothing is written",
      " 1:an object would not become Ready, whatever else there is",
      " 2:an input or the command line cannot be read, or the API server would refuse it",
      " 3:an object waits for another that is not in the files, or names one"
    })
final class PlanCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE|FOLDER|-",
      description = "What to read; - is standard input. May be given several times.")
  private List<String> files = List.of();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Of objects that name none; default if not given.")
  private String namespace = "default";

  @Mixin private EnvironmentOptions environment = new EnvironmentOptions();

  @Option(names = "--output", paramLabel = "text|json", description = Format.HELP)
  private @Nullable Format format;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws BadInput {
    Usage.requireOneStandardInput(spec, files.stream());
    var where = environment.checked(spec);
    var manifests = ManifestFiles.read(terminal, files, namespace);
    return manifests.problems().isEmpty()
        ? Planning.run(terminal, Format.orText(format), manifests, where)
        : ProblemText.print(terminal, Format.orText(format), manifests.problems());
  }
}
