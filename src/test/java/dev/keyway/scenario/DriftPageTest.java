package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/drift.md} says of each change that somebody makes in AWS what the status says, as it
 * happened on the local AWS. With {@code -Dkeyway.refresh=true} the page is written first.
 */
class DriftPageTest {
  private static final Path PAGE = Path.of("docs", "drift.md");

  private record Both(DriftRow enforce, DriftRow report) {}

  @Test
  void pageSaysWhatHappensInBothModes() throws IOException {
    var rows = new LinkedHashMap<DriftCase, Both>();
    DriftCase.all()
        .forEach(
            given ->
                rows.put(
                    given, new Both(DriftRow.of(given, "Enforce"), DriftRow.of(given, "Report"))));
    var page = page(rows);
    if (Boolean.getBoolean("keyway.refresh")) {
      Files.writeString(PAGE, page);
    }

    assertThat(rows).hasSizeGreaterThanOrEqualTo(60);
    var all = new SoftAssertions();
    rows.forEach(
        (given, both) -> {
          all.assertThat(both.enforce().isNoticed()).as(given + " is noticed").isTrue();
          all.assertThat(both.report().isNoticed()).as(given + " is reported").isTrue();
          all.assertThat(both.report().writes()).as(given + " writes with Report").isEmpty();
        });
    all.assertAll();
    assertThat(PAGE).as("-Dkeyway.refresh=true writes it").hasContent(page);
  }

  private static String page(Map<DriftCase, Both> rows) {
    var page = new StringBuilder(TOP.replace("NUMBER", String.valueOf(rows.size())));
    for (var kind : Kind.values()) {
      page.append("\n## ").append(kind.kubernetesName()).append("\n\n").append(HEAD);
      rows.forEach(
          (given, both) -> {
            if (given.kind() == kind) {
              page.append(
                  "| %s | %s | %s | %s | %s |\n"
                      .formatted(
                          given.title(),
                          both.enforce().paths(),
                          both.enforce().impacts(),
                          both.enforce().done(),
                          both.report().done()));
            }
          });
    }
    return page.toString();
  }

  private static final String HEAD =
      """
      | Somebody … | `path` in `status.drift` | `impact` | with `Enforce` | with `Report` |
      | --- | --- | --- | --- | --- |
      """;

  private static final String TOP =
      """
      # What somebody changes in AWS, and what Keyway says

      <!-- Made by DriftPageTest from what happened on the local AWS; refresh with -Dkeyway.refresh=true. -->

      Each of these NUMBER changes was made behind Keyway's back to a channel that was in order: a FIFO topic, a FIFO queue with a dead-letter queue, and a subscription, all under one key. The table says what the status of the object says after the next check (of tags and rotation, after the twelfth). [After drift](tasks/after-drift.md) says what to do about it, [Pause and report](tasks/pause-and-report.md) what the modes are.
      """;
}
