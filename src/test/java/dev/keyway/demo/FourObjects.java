package dev.keyway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Four YAML objects are applied and become ready. */
final class FourObjects implements Chapter {
  private static final Path EXAMPLE = Path.of("examples", "fifo-cross-account.yaml");

  @Override
  public String title() {
    return "Four YAML objects";
  }

  @Override
  public void tell(Stage stage) {
    var terminal = stage.terminal();
    var kubectl = stage.kubectl();
    terminal.say(
        "A team wants an encrypted FIFO topic and queue under one key. The checkout service"
            + " publishes; the ledger of another AWS account consumes, as an ECS task.");
    terminal.command("", List.of("cat", EXAMPLE.toString()));
    terminal.output(example());
    long began = System.nanoTime();
    kubectl.show("-n", stage.namespace(), "apply", "-f", EXAMPLE.toString());
    kubectl.show(
        "-n",
        stage.namespace(),
        "wait",
        "keyway",
        "--all",
        "--for=condition=Ready",
        "--timeout=60s");
    var took = Duration.ofNanos(System.nanoTime() - began);
    kubectl.show("-n", stage.namespace(), "get", "keyway");
    terminal.good(
        String.format(
            Locale.ROOT,
            "Ready after %.1f s. Ready means proven: Keyway read every policy, attribute and key"
                + " state back from AWS, and evaluated that a message gets through, link by link:",
            took.toMillis() / 1000.0));
    String[] command = {
      "-n", stage.namespace(), "get", "topicsubscription", Stage.NAME, "-o", "yaml"
    };
    kubectl.command(command);
    terminal.output("…\nstatus:\n  …\n" + Excerpt.ofStatus(kubectl.run(command), "delivery"));
  }

  private static String example() {
    try {
      return Files.readString(EXAMPLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
