package dev.keyway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.cli.KeywayScript.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./keyway} as people start it, from the built jar. */
class CommandLineIT {
  private static final Path CASES = Path.of("src", "test", "resources", "cli");

  @TempDir Path folder;

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

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.stderr()).contains("unknown flag '--no-such-flag=1'", "--cluster-id");
  }

  @Test
  void planAndGrantsSayTheSameAsInTheTests() throws IOException, InterruptedException {
    var plan = CASES.resolve("plan-one-queue");
    var grants = CASES.resolve("grants-one-queue");

    assertThat(keyway("plan", "-f", plan.resolve("orders.yaml").toString(), "-n", "shop"))
        .isEqualTo(new Ran(0, Files.readString(plan.resolve("stdout")), ""));
    assertThat(keyway("grants", "-f", grants.resolve("orders.yaml").toString(), "-n", "shop"))
        .isEqualTo(new Ran(0, Files.readString(grants.resolve("stdout")), ""));
  }

  private Ran keyway(String... args) throws IOException, InterruptedException {
    return KeywayScript.run(folder, Map.of(), args);
  }
}
