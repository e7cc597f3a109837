package dev.keyway.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** How to play with a demo that keeps running. */
final class Playground {
  private final Terminal terminal;
  private final Path folder;
  private final Stage stage;

  Playground(Terminal terminal, Path folder, Stage stage) {
    this.terminal = terminal;
    this.folder = folder;
    this.stage = stage;
  }

  void describe() {
    terminal.good("Everything went as it should, and keeps running.");
    terminal.say("Kubernetes (the objects are in namespace " + stage.namespace() + "):");
    terminal.output(
        "export KUBECONFIG="
            + folder.resolve("kubeconfig")
            + "\nalias kubectl="
            + folder.resolve("kubectl")
            + "\nkubectl -n "
            + stage.namespace()
            + " get keyway");
    terminal.say("AWS, by the aws command line or any SDK. One of these lines makes you somebody:");
    var lines =
        stage.cast().all().stream()
            .map(
                person ->
                    "export "
                        + person.environment().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining(" ")))
            .collect(Collectors.joining("\n"));
    terminal.output(lines);
    terminal.say("What AWS hides: every delivery with its reason, and every call.");
    terminal.output(
        "curl "
            + stage.backstage().endpoint()
            + "/_local/deliveries\ncurl "
            + stage.backstage().endpoint()
            + "/_local/calls");
    terminal.say("The operator's log, and the end:");
    terminal.output(
        "tail -f "
            + folder.resolve("logs").resolve("operator.log")
            + "\n"
            + Path.of("e2e", "demo", "stop").toAbsolutePath()
            + " "
            + folder);
  }
}
