package dev.keyway.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The control plane's own kubectl, as its admin, in one namespace. */
public record Kubectl(String namespace) {
  private static final Path BUILD = Path.of("e2e", "controlplane", "build");

  /** What a call printed, errors included, and how it ended. */
  public record Result(int exitCode, String output) {}

  /** Run it with these arguments and this text as its input. */
  public Result run(String input, String... arguments) {
    var command = new ArrayList<>(List.of(Binary.PATH, "--namespace", namespace));
    command.addAll(List.of(arguments));
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("KUBECONFIG", ControlPlane.kubeconfig().toString());
      var process = builder.start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.onExit().join().exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Binary {
    static final String PATH = folder().resolve("kubectl").toString();

    private static Path folder() {
      try {
        var process = new ProcessBuilder(BUILD.toAbsolutePath().toString()).start();
        process.getErrorStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Path.of(output.lines().toList().getLast());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
