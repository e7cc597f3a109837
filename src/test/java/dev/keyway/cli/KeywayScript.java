package dev.keyway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./keyway} as people start it, from the built jar. */
final class KeywayScript {
  private KeywayScript() {}

  /** What a run left. */
  record Ran(int exit, String stdout, String stderr) {}

  /** Run it to its end, with these variables on top of the test's own. */
  static Ran run(Path folder, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    var stdout = folder.resolve("stdout");
    var stderr = folder.resolve("stderr");
    var command = new ArrayList<>(List.of(Path.of("keyway").toAbsolutePath().toString()));
    command.addAll(List.of(args));
    var builder =
        new ProcessBuilder(command).redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
  }
}
