package dev.keyway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** kubectl, as a person uses it. */
final class Kubectl {
  private static final int LONGEST_SECONDS = 90;

  private final Terminal terminal;
  private final Path folder;

  Kubectl(Terminal terminal, Path folder) {
    this.terminal = terminal;
    this.folder = folder;
  }

  /** Show the command, run it, show and return its output. */
  String show(String... arguments) {
    command(arguments);
    var output = run(arguments);
    terminal.output(output);
    return output;
  }

  /** Show the command without running it. */
  void command(String... arguments) {
    var words = new ArrayList<>(List.of("kubectl"));
    words.addAll(List.of(arguments));
    terminal.command("", words);
  }

  /** Show a question and its answer, which may be no. */
  void ask(String... arguments) {
    command(arguments);
    terminal.output(execute(arguments).output().strip());
  }

  /** Run it and return its output; it has to succeed. */
  String run(String... arguments) {
    var result = execute(arguments);
    if (result.exitCode() != 0) {
      throw new DemoFailure(
          "kubectl " + String.join(" ", arguments) + " failed:\n" + result.output().strip());
    }
    return result.output();
  }

  private record Result(int exitCode, String output) {}

  private Result execute(String... arguments) {
    var command = new ArrayList<>(List.of(folder.resolve("kubectl").toString()));
    command.addAll(List.of(arguments));
    var log = folder.resolve("logs").resolve("kubectl.out");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    builder.environment().put("KUBECACHEDIR", folder.resolve("cache").toString());
    try {
      var process = builder.start();
      process.getOutputStream().close();
      Files.writeString(folder.resolve("pids").resolve("kubectl"), process.pid() + "\n");
      boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      var output = Files.readString(log, StandardCharsets.UTF_8);
      return new Result(ended ? process.exitValue() : -1, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Interrupted.", e);
    }
  }
}
