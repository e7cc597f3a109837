package dev.keyway.cli;

import dev.keyway.policy.JsonValue;
import dev.keyway.policy.PolicySyntaxException;
import java.io.Serial;

/** What was given cannot be read: where, and which rule it breaks. */
final class BadInput extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String input;
  private final String place;
  private final String rule;

  private BadInput(String input, String place, String rule) {
    super((input.isEmpty() ? "" : input + ": ") + (place.isEmpty() ? "" : place + ": ") + rule);
    this.input = input;
    this.place = place;
    this.rule = rule;
  }

  /** About the whole of an input. */
  static BadInput of(String rule) {
    return new BadInput("", "", rule);
  }

  static BadInput at(String place, String rule) {
    return new BadInput("", place, rule);
  }

  static BadInput of(PolicySyntaxException e) {
    return at(e.place().equals(JsonValue.WHOLE) ? "" : e.place(), e.rule());
  }

  /** The same, inside a member. */
  BadInput inside(String member) {
    String inner = place.isEmpty() ? member : member + "." + place;
    return new BadInput(input, inner, rule);
  }

  /** The same, in a file. */
  BadInput in(String file) {
    return new BadInput(Terminal.nameOf(file), place, rule);
  }

  String input() {
    return input;
  }

  String place() {
    return place;
  }

  String rule() {
    return rule;
  }
}
