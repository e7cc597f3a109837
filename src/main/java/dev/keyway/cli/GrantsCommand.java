package dev.keyway.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keyway grants}. */
@Command(
    name = "grants",
    description = {
      "Show what each principal is granted, and what other accounts have to add to it.",
      "",
      "Of objects in files (-f), as keyway plan reads them; or of one object in a cluster."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:all grants are shown",
      " 2:an input, the command line or the cluster cannot be read",
      " 3:an object is not Ready, not written, or names what is not there, so that grants may be"
          + " missing"
    })
final class GrantsCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final LiveObjects live;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND/NAME",
      description = "An object in the cluster, such as encryptedqueue/orders.")
  private @Nullable String object;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE|FOLDER|-",
      description = "What to read; - is standard input. May be given several times.")
  private List<String> files = List.of();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description =
          "Of the object, else that of the context; for files, of objects that name none.")
  private @Nullable String namespace;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Of the kubeconfig; the current one if not given.")
  private @Nullable String context;

  @Mixin private EnvironmentOptions environment = new EnvironmentOptions();

  @Option(names = "--output", paramLabel = "text|json", description = Format.HELP)
  private @Nullable Format format;

  GrantsCommand(Terminal terminal, LiveObjects live) {
    this.terminal = terminal;
    this.live = live;
  }

  @Override
  public Integer call() throws BadInput {
    Usage.require(
        (object == null) != files.isEmpty(), spec, "give either KIND/NAME or files with -f");
    Usage.requireOneStandardInput(spec, files.stream());
    var granting = new Granting(terminal, Format.orText(format));
    if (object != null) {
      return granting.ofObject(live, object, context, namespace);
    }
    var where = environment.checked(spec);
    var manifests = ManifestFiles.read(terminal, files, namespace == null ? "default" : namespace);
    return manifests.problems().isEmpty()
        ? granting.ofFiles(manifests, where)
        : ProblemText.print(terminal, Format.orText(format), manifests.problems());
  }
}
