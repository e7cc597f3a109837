package dev.keyway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Texts to give to the engine: documents of tables, fixtures and generator, and broken ones. */
final class FuzzInputs {
  private static final List<String> TABLES =
      List.of(
          "conditions.yaml",
          "elements.yaml",
          "accounts.yaml",
          "equivalence.yaml",
          "widening.yaml",
          "public.yaml",
          "read.yaml",
          "refused.yaml");
  private static final Path FIXTURES = Path.of("src", "test", "resources", "grants");
  private static final List<String> FRAGMENTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "*",
          "?",
          "${",
          "}",
          "\\u0000",
          "\\ud800",
          "\ud800",
          "\udc00",
          "\u0000",
          "\ufeff",
          "\ufffd",
          "null",
          "true",
          "-0",
          "1e999999999",
          "0.1e-400",
          "9".repeat(400),
          "\"Effect\":\"Allow\",",
          "\"Statement\":[],",
          "\"*\"",
          "[]",
          "{}",
          "\"Condition\":{\"Null\":{\"aws:SourceArn\":\"true\"}},",
          "arn:aws:sns:::",
          "${aws:username}",
          "${aws:x, '",
          "é",
          "\ud83d\ude00",
          "/*",
          "//",
          "NaN",
          "'",
          "\\",
          "\t");

  private final List<String> corpus;
  private final List<String> added = new ArrayList<>();

  private FuzzInputs(List<String> corpus) {
    this.corpus = corpus;
  }

  static FuzzInputs fromTablesAndFixtures() {
    List<String> corpus = new ArrayList<>();
    for (String table : TABLES) {
      Tables.cases(table).forEach(row -> row.forEach(cell -> add(corpus, cell)));
    }
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        corpus.add(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FuzzInputs(corpus);
  }

  private static void add(List<String> corpus, JsonNode cell) {
    if (cell.isTextual() && cell.asText().startsWith("{")) {
      corpus.add(cell.asText());
    } else if (cell.isContainerNode()) {
      try {
        corpus.add(Tables.document(cell).toJson());
      } catch (PolicySyntaxException | ClassCastException e) {
        corpus.add(cell.toString());
      }
    }
  }

  /** Keeps a text that was read, to be mutated further. */
  void keep(String text, Dice dice) {
    if (text.length() > 20_000) {
      return;
    }
    if (added.size() < 2_000) {
      added.add(text);
    } else {
      added.set(dice.below(added.size()), text);
    }
  }

  String next(Dice dice) {
    if (dice.chance(0.004)) {
      return FuzzExtremes.make(dice);
    }
    StringBuilder text = new StringBuilder(base(dice));
    for (int i = dice.pick(0, 1, 1, 1, 2, 3, 5); i > 0; i--) {
      mutate(text, dice);
    }
    return dice.chance(0.03) ? asBytes(text.toString(), dice) : text.toString();
  }

  private String base(Dice dice) {
    if (dice.chance(0.25)) {
      return new CaseGenerator(dice).generate().path("policy").toString();
    }
    return !added.isEmpty() && dice.chance(0.4) ? dice.pick(added) : dice.pick(corpus);
  }

  private void mutate(StringBuilder text, Dice dice) {
    int at = dice.below(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + dice.below(dice.pick(2, 8, 40)));
    switch (dice.below(9)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, dice.pick(FRAGMENTS));
      case 2 -> text.insert(at, text.substring(at, end));
      case 3 -> text.replace(at, end, dice.pick(FRAGMENTS));
      case 4 -> text.setLength(at);
      case 5 -> text.insert(at, (char) dice.below(0x10000));
      case 6 -> text.insert(at, part(dice.pick(corpus), dice));
      case 7 ->
          text.insert(at, dice.pick("*", "?", "*a", "[", "\"a\",").repeat(1 + dice.below(60)));
      default -> quoted(text, at, dice);
    }
  }

  /** Puts another quoted text in place of the next one. */
  private void quoted(StringBuilder text, int from, Dice dice) {
    int open = text.indexOf("\"", from);
    int close = open < 0 ? -1 : text.indexOf("\"", open + 1);
    if (close < 0) {
      return;
    }
    String other = dice.pick(corpus);
    int otherOpen = other.indexOf('"', dice.below(other.length() + 1));
    int otherClose = otherOpen < 0 ? -1 : other.indexOf('"', otherOpen + 1);
    if (otherClose > 0) {
      text.replace(open, close + 1, other.substring(otherOpen, otherClose + 1));
    }
  }

  private static String part(String text, Dice dice) {
    int at = dice.below(text.length() + 1);
    return text.substring(at, Math.min(text.length(), at + dice.below(80)));
  }

  /** The text as a file that somebody broke: wrong bytes, read as UTF-8 or as Latin. */
  private static String asBytes(String text, Dice dice) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = dice.below(4); i >= 0 && bytes.length > 0; i--) {
      bytes[dice.below(bytes.length)] = (byte) dice.below(256);
    }
    return new String(
        bytes, dice.chance(0.7) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }
}
