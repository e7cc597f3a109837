package dev.keyway.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The committed CRDs and their reference page are what the records say. With {@code
 * -Dkeyway.refresh=true} the files are written first.
 */
class CrdsAreUpToDateTest {
  private static final Path CRDS = Path.of("crds");
  private static final Path REFERENCE = Path.of("docs", "reference", "api.md");

  @Test
  void filesAreUpToDate() throws IOException {
    var wanted = wanted();
    if (Boolean.getBoolean("keyway.refresh")) {
      write(wanted);
    }

    assertThat(committedCrds())
        .as("the files in crds/; `make crds` refreshes them")
        .containsExactlyElementsOf(wanted.headMap(REFERENCE).keySet());
    for (var file : wanted.entrySet()) {
      assertThat(firstDifference(Files.readString(file.getKey()), file.getValue()))
          .as("first line of %s that differs; `make crds` refreshes it", file.getKey())
          .isEmpty();
    }
  }

  private static String firstDifference(String committed, String made) {
    if (committed.equals(made)) {
      return "";
    }
    var theirs = committed.lines().iterator();
    var number = 1;
    for (var ours : (Iterable<String>) made.lines()::iterator) {
      var line = theirs.hasNext() ? theirs.next() : "<end of file>";
      if (!line.equals(ours)) {
        return "%d: '%s' instead of '%s'".formatted(number, line, ours);
      }
      number++;
    }
    return "%d: '%s' instead of the end".formatted(number, theirs.hasNext() ? theirs.next() : "");
  }

  private static SortedMap<Path, String> wanted() {
    var files = new TreeMap<Path, String>();
    CrdGenerator.files().forEach((name, text) -> files.put(CRDS.resolve(name), text));
    files.put(REFERENCE, ApiReference.page());
    return Collections.unmodifiableSortedMap(files);
  }

  private static void write(SortedMap<Path, String> wanted) throws IOException {
    for (var stale : committedCrds()) {
      Files.delete(stale);
    }
    for (var file : wanted.entrySet()) {
      Files.createDirectories(file.getKey().getParent());
      Files.writeString(file.getKey(), file.getValue());
    }
  }

  private static List<Path> committedCrds() throws IOException {
    if (!Files.isDirectory(CRDS)) {
      return List.of();
    }
    try (var files = Files.list(CRDS)) {
      return files.sorted().toList();
    }
  }
}
