package dev.keyway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./keyway} as people start it, from the built jar. */
class CommandLineIT {
  private static final Path CASES = Path.of("src", "test", "resources", "cli");

  @TempDir Path folder;

  private record Ran(int exit, String stdout, String stderr) {}

  @Test
  void helpIsPrintedWithoutStartingTheOperator() throws IOException, InterruptedException {
    assertThat(keyway("--help"))
        .isEqualTo(new Ran(0, Files.readString(CASES.resolve("help").resolve("stdout")), ""));
  }

  @Test
  void lintSaysTheSameAsInTheTests() throws IOException, InterruptedException {
    var golden = CASES.resolve("lint-commonly-advised-key-policy");

    assertThat(
            keyway("policy", "lint", golden.resolve("policy.json").toString(), "--service", "kms"))
        .isEqualTo(new Ran(1, Files.readString(golden.resolve("stdout")), ""));
  }

  @Test
  void aFlagThatTheOperatorDoesNotHaveIsRefusedByTheOperator()
      throws IOException, InterruptedException {
    var ran = keyway("--no-such-flag=1");

    assertThat(ran.exit).isEqualTo(2);
    assertThat(ran.stderr).contains("unknown flag '--no-such-flag=1'", "--cluster-id");
  }

  private Ran keyway(String... args) throws IOException, InterruptedException {
    var stdout = folder.resolve("stdout");
    var stderr = folder.resolve("stderr");
    var command = new ArrayList<>(List.of(Path.of("keyway").toAbsolutePath().toString()));
    command.addAll(List.of(args));
    var process =
        new ProcessBuilder(command)
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(
        process.exitValue(),
        Files.readString(stdout, StandardCharsets.UTF_8),
        Files.readString(stderr, StandardCharsets.UTF_8));
  }
}
