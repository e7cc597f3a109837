package dev.keyway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A process beside this one. Its pid is noted in the demo's folder, for {@code e2e/demo/stop}: it
 * may outlive this process.
 */
final class Child {
  private static final List<String> FOREIGN =
      List.of("AWS_", "KEYWAY_", "QUARKUS_", "KUBERNETES_", "POD_", "JAVA_TOOL_OPTIONS");

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Start a Java program whose command line names the demo's folder. */
  static Child java(
      Path folder, String name, List<String> arguments, Map<String, String> environment) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Ddemo.folder=" + folder);
    command.addAll(arguments);
    var log = folder.resolve("logs").resolve(name + ".log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      Files.writeString(folder.resolve("pids").resolve(name), process.pid() + "\n");
      return new Child(name, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Return the first group of that pattern in the log, as soon as it is written there. */
  String await(Pattern pattern, Duration atMost) {
    return Waiting.forResult(
        "'" + pattern + "' in the log of the " + name,
        atMost,
        () -> {
          check();
          var matcher = pattern.matcher(log());
          return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        });
  }

  /** Fail if the process has ended. */
  void check() {
    end()
        .ifPresent(
            end -> {
              throw new DemoFailure(end);
            });
  }

  /** Say how the process has ended, if it has. */
  Optional<String> end() {
    return process.isAlive()
        ? Optional.empty()
        : Optional.of("The " + name + " has ended, with exit code " + process.exitValue() + ".");
  }

  long pid() {
    return process.pid();
  }

  /** Return the last lines of the log. */
  List<String> tail(int lines) {
    var all = log().lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  private String log() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
