package dev.keyway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Whoever meets a reason finds it in the page that helps. */
class TroubleshootingTest {
  @Test
  void everyReasonThatSomethingCanBeDoneAboutIsOnThePage() throws IOException {
    var page = Files.readString(Path.of("docs", "troubleshooting.md"));

    assertThat(Arrays.stream(Reason.values()).filter(reason -> hasRemedy(reason)))
        .isNotEmpty()
        .allSatisfy(reason -> assertThat(page).contains("`" + reason.name() + "`"));
  }

  private static boolean hasRemedy(Reason reason) {
    return !reason.remedy().isEmpty() && !reason.remedy().equals("–");
  }
}
