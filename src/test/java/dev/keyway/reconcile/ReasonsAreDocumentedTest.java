package dev.keyway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/reasons.md} lists every reason. With {@code -Dkeyway.refresh=true} the page
 * is written first.
 */
class ReasonsAreDocumentedTest {
  private static final Path PAGE = Path.of("docs", "reference", "reasons.md");
  private static final Path SOURCES = Path.of("src", "main", "java");

  @Test
  void pageIsUpToDate() throws IOException {
    if (Boolean.getBoolean("keyway.refresh")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page());
    }

    assertThat(PAGE).as("`make crds` refreshes it").hasContent(page());
  }

  @Test
  void everyReasonHasAMeaning() {
    assertThat(Reason.values()).extracting(Reason::meaning).noneMatch(String::isBlank);
  }

  @Test
  void everyReasonIsGivenSomewhere() throws IOException {
    var sources = sources();

    assertThat(Reason.values())
        .filteredOn(reason -> sources.stream().noneMatch(s -> s.matches(mention(reason))))
        .as("reasons that no code gives and nobody will ever see")
        .isEmpty();
  }

  private static String mention(Reason reason) {
    return "(?s).*\\bReason\\." + reason.name() + "\\b.*";
  }

  private static List<String> sources() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ReasonsAreDocumentedTest::read)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String page() {
    var page =
        new StringBuilder(
            """
            # Reasons

            <!-- Made from `Reason`; refresh with `make crds`. -->

            Every condition in `status.conditions` and every Event carries one of these reasons. The
            message beside it names what it is about.

            | Reason | Meaning | What to do |
            | --- | --- | --- |
            """);
    Arrays.stream(Reason.values())
        .sorted(Comparator.comparing(Reason::name))
        .forEach(
            reason ->
                page.append(
                    "| `%s` | %s | %s |\n"
                        .formatted(reason.name(), reason.meaning(), remedy(reason))));
    return page.toString();
  }

  private static String remedy(Reason reason) {
    return reason.remedy().isEmpty() ? "–" : reason.remedy();
  }
}
