package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.reconcile.Failures;
import dev.keyway.reconcile.Retry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page's table of causes, reasons and waits is that of the code. */
class RetryPageTest {
  private static final Path PAGE = Path.of("docs", "troubleshooting.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void thePageHasEveryCauseWithItsReasonAndWaits() throws IOException {
    Map<String, String> rows =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .collect(
                Collectors.toMap(
                    row -> row.group(1),
                    row -> String.join(", ", row.group(2), row.group(3), row.group(4))));

    assertThat(rows)
        .isEqualTo(
            Arrays.stream(Cause.values())
                .collect(Collectors.toMap(Spelling::of, RetryPageTest::row)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"CREDENTIALS", "RECENTLY_DELETED"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyMessageNamesTheOperationAndAllButPassingOnesTheResource(Cause cause) {
    var failure =
        new AwsFailure(cause, "sqs", "SetQueueAttributes", "arn:q", "Code", "said", "request-1");

    assertThat(Failures.message(failure))
        .contains("SetQueueAttributes")
        .doesNotContain("request-1")
        .matches(text -> Failures.isPassing(failure) || text.contains("arn:q"));
  }

  private static String row(Cause cause) {
    var retry = Retry.of(cause);
    return String.join(
        ", ",
        retry.reason().name(),
        words(retry.first()),
        retry.longest().map(RetryPageTest::words).orElse("the check interval"));
  }

  private static String words(Duration wait) {
    return wait.compareTo(MINUTE) < 0 ? wait.toSeconds() + " s" : wait.toMinutes() + " min";
  }
}
