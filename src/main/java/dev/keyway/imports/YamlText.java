package dev.keyway.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes JSON as YAML for people: blocks, two spaces, quotes only where they are needed; pure. */
final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z]([A-Za-z0-9_/.:@+=-]*[A-Za-z0-9])?");
  private static final Set<String> NOT_TEXT =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  /** What JSON takes in quotes and YAML reads as an end of a line, or not at all. */
  private static final Pattern SPECIAL =
      Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

  private YamlText() {}

  /** Return the members of an object as lines. */
  static List<String> lines(ObjectNode object) {
    var lines = new ArrayList<String>();
    object
        .properties()
        .forEach(member -> member(lines, scalar(member.getKey()) + ":", member.getValue()));
    return lines;
  }

  private static void member(List<String> lines, String name, JsonNode value) {
    if (value instanceof ObjectNode object && !object.isEmpty()) {
      lines.add(name);
      lines(object).forEach(line -> lines.add("  " + line));
    } else if (value instanceof ArrayNode array
        && array.valueStream().anyMatch(JsonNode::isObject)) {
      lines.add(name);
      array.forEach(item -> lines.addAll(item(item)));
    } else {
      lines.add(name + " " + flow(value));
    }
  }

  private static List<String> item(JsonNode item) {
    if (!(item instanceof ObjectNode object) || object.isEmpty()) {
      return List.of("- " + flow(item));
    }
    var lines = new ArrayList<String>();
    lines(object).forEach(line -> lines.add((lines.isEmpty() ? "- " : "  ") + line));
    return lines;
  }

  private static String flow(JsonNode value) {
    return switch (value) {
      case ArrayNode array ->
          array.valueStream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
      case TextNode text -> scalar(text.asText());
      default -> value.toString();
    };
  }

  private static String scalar(String text) {
    boolean plain =
        PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT));
    return plain
        ? text
        : SPECIAL.matcher(TextNode.valueOf(text).toString()).replaceAll(YamlText::escaped);
  }

  private static String escaped(MatchResult match) {
    return "\\\\u%04x".formatted((int) match.group().charAt(0));
  }
}
