package dev.keyway.demo;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows policies in full, each statement with the reason why it is there. */
final class Policies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONG = 80;

  private Policies() {}

  static JsonNode read(String policy) {
    try {
      return JSON.readTree(policy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String pretty(JsonNode node) {
    var printer =
        new DefaultPrettyPrinter()
            .withSeparators(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEntrySpacing(Separators.Spacing.NONE))
            .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance)
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return JSON.writer(printer)
          .writeValueAsString(node)
          .lines()
          .map(Policies::folded)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A list that is too long for a line gets a line for each of its entries.
  private static String folded(String line) {
    int open = line.indexOf("[ ");
    int close = line.lastIndexOf(" ]");
    if (line.length() <= LONG || open < 0 || close < open) {
      return line;
    }
    var indent = " ".repeat(line.length() - line.stripLeading().length());
    var entries = line.substring(open + 2, close).replace(", ", ",\n" + indent + "  ");
    return line.substring(0, open + 1)
        + "\n  "
        + indent
        + entries
        + "\n"
        + indent
        + line.substring(close + 1);
  }

  /**
   * Show a policy.
   *
   * @param reasons by the kind of grant, which stands in the Sid between {@code Keyway} and the
   *     hash
   */
  static void show(Terminal terminal, String policy, Map<String, String> reasons) {
    var document = read(policy);
    terminal.line("{");
    document
        .properties()
        .forEach(
            member -> {
              if (!member.getKey().equals("Statement")) {
                terminal.line("  \"" + member.getKey() + "\": " + pretty(member.getValue()) + ",");
              }
            });
    terminal.line("  \"Statement\": [");
    var statements = document.path("Statement").valueStream().toList();
    for (int i = 0; i < statements.size(); i++) {
      terminal.why("    ", reason(statements.get(i), reasons));
      var end = i == statements.size() - 1 ? "" : ",";
      (pretty(statements.get(i)) + end).lines().forEach(line -> terminal.line("    " + line));
    }
    terminal.line("  ]");
    terminal.line("}");
    terminal.gap();
  }

  private static String reason(JsonNode statement, Map<String, String> reasons) {
    var kind = statement.path("Sid").asText().replaceFirst("^Keyway(.*?)[0-9a-f]{10}$", "$1");
    var reason = reasons.get(kind);
    if (reason == null) {
      throw new DemoFailure("A statement that nobody expected: " + statement);
    }
    return reason;
  }
}
