package dev.keyway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation in Markdown. */
record Page(Path path, String text) {
  private static final Pattern FENCE =
      Pattern.compile("(?ms)^( *)```(\\w*)[^\\n]*\\n(.*?)^\\1```$");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  /** A fenced block of code. */
  record Block(Path page, int line, String language, String text) {
    @Override
    public String toString() {
      return page + ":" + line;
    }
  }

  /** Return all pages that are written for people. */
  static List<Page> all() {
    try (var top = Files.list(Path.of("."));
        var docs = Files.walk(Path.of("docs"));
        var e2e = Files.walk(Path.of("e2e"))) {
      return Stream.of(top, docs, e2e)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .map(Path::normalize)
          .sorted()
          .map(Page::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page read(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Return the blocks of code in that language. */
  List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language().equals(language)).toList();
  }

  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    var fence = FENCE.matcher(text);
    while (fence.find()) {
      int line = 1 + (int) text.substring(0, fence.start()).lines().count();
      blocks.add(new Block(path, line, fence.group(2), fence.group(3)));
    }
    return List.copyOf(blocks);
  }

  /** Return what stands in code, a line or a span each. */
  List<String> code() {
    return Stream.concat(
            blocks().stream().flatMap(block -> block.text().lines()),
            CODE.matcher(prose()).results().map(span -> span.group(1)))
        .toList();
  }

  /** Return the targets of links, in order. */
  List<String> links() {
    return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
  }

  /** Return the anchors of headings, as GitHub makes them. */
  Set<String> anchors() {
    return HEADING
        .matcher(prose())
        .results()
        .map(Page::anchor)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  private String prose() {
    return FENCE.matcher(text).replaceAll("");
  }
}
