package dev.keyway.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the audience reads. */
final class Terminal {
  private static final int WIDTH = 100;
  private static final String MARGIN = "    ";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./\\[\\]-]+");

  private enum Style {
    HEADING("1;36"),
    COMMAND("1"),
    OUTPUT("2"),
    GOOD("32"),
    BAD("31"),
    WHY("33");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final boolean colours;

  Terminal(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** Begin a chapter. */
  void heading(String number, String title) {
    String line = "── " + number + "  " + title + " ";
    out.println(styled(Style.HEADING, line + "─".repeat(Math.max(4, WIDTH - line.length()))));
    out.println();
  }

  /** Tell something, wrapped to the width. */
  void say(String text) {
    wrapped(text, WIDTH).forEach(out::println);
    out.println();
  }

  /** Tell that something is as it should be. */
  void good(String text) {
    marked(Style.GOOD, "✓ ", text);
  }

  /** Tell that something was refused or lost. */
  void bad(String text) {
    marked(Style.BAD, "✗ ", text);
  }

  private void marked(Style style, String mark, String text) {
    var lines = wrapped(text, WIDTH - mark.length());
    for (int i = 0; i < lines.size(); i++) {
      out.println(styled(style, (i == 0 ? mark : " ".repeat(mark.length())) + lines.get(i)));
    }
    out.println();
  }

  /** Show what a person types. */
  void command(String prompt, List<String> words) {
    var quoted = words.stream().map(Terminal::quoted).toList();
    var lines = folded(prompt + "$ ", quoted);
    lines.forEach(line -> out.println(styled(Style.COMMAND, line)));
  }

  /** Show what a program answers. */
  void output(String text) {
    text.stripTrailing().lines().forEach(line -> out.println(styled(Style.OUTPUT, MARGIN + line)));
    out.println();
  }

  /** Show a line of a document, with the margin of output. */
  void line(String text) {
    out.println(styled(Style.OUTPUT, MARGIN + text));
  }

  /** Say why the following lines of a document are there. */
  void why(String indent, String text) {
    wrapped(text, WIDTH - MARGIN.length() - indent.length() - 3)
        .forEach(line -> out.println(styled(Style.WHY, MARGIN + indent + "// " + line)));
  }

  /** Leave a line empty. */
  void gap() {
    out.println();
  }

  private String styled(Style style, String text) {
    return colours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static List<String> wrapped(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  // A flag stays on one line with its value.
  private static List<String> folded(String prompt, List<String> words) {
    var parts = new ArrayList<String>();
    for (String word : words) {
      boolean value = !parts.isEmpty() && !word.startsWith("-") && isFlag(parts.getLast());
      if (value) {
        parts.add(parts.removeLast() + " " + word);
      } else {
        parts.add(word);
      }
    }
    var whole = prompt + String.join(" ", parts);
    if (whole.length() <= WIDTH) {
      return List.of(whole);
    }
    var lines = new ArrayList<String>();
    var line = new StringBuilder(prompt);
    for (String part : parts) {
      if (line.length() + part.length() + 3 > WIDTH && line.length() > prompt.length()) {
        lines.add(line + "\\");
        line = new StringBuilder(MARGIN);
      }
      line.append(part).append(' ');
    }
    lines.add(line.toString());
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static boolean isFlag(String part) {
    return part.startsWith("-") && !part.contains(" ") && !part.contains("=");
  }

  /** Return a table without lines, its columns as wide as they need to be. */
  static String table(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    var widths =
        Stream.iterate(0, i -> i < columns, i -> i + 1)
            .map(i -> rows.stream().mapToInt(r -> r.size() > i ? r.get(i).length() : 0).max())
            .map(width -> width.orElse(0))
            .toList();
    return rows.stream()
        .map(
            row ->
                Stream.iterate(0, i -> i < row.size(), i -> i + 1)
                    .map(i -> String.format("%-" + Math.max(1, widths.get(i)) + "s", row.get(i)))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .collect(Collectors.joining("\n"));
  }
}
