package dev.keyway.policy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that are large, deep or made to take long. */
final class FuzzExtremes {
  private static final int MEGABYTE = 1 << 20;

  private FuzzExtremes() {}

  static String make(Dice dice) {
    int many = dice.pick(10, 100, 1_000, 4_000);
    return switch (dice.below(14)) {
      case 0 -> "[".repeat(dice.pick(65, 1_000, 10_000, MEGABYTE));
      case 1 -> "{\"Statement\":".repeat(dice.pick(65, 10_000)) + "1";
      case 2 -> statement("\"Resource\":\"" + "*a".repeat(many) + "\"");
      case 3 -> statement("\"Resource\":\"arn:aws:sqs:" + "*a*b?:".repeat(many) + "\"");
      case 4 -> condition("StringLike", "\"" + "a*".repeat(many) + "b\"");
      case 5 -> condition("ArnLike", "\"arn:aws:sns:*:*:" + "*a".repeat(many) + "\"");
      case 6 ->
          condition(dice.pick("ForAllValues:StringLike", "ArnEquals", "IpAddress"), list(many));
      case 7 -> condition("StringEquals", "\"" + "${aws:username}".repeat(many) + "\"");
      case 8 -> statements(many);
      case 9 -> conditions(Math.min(many, 1_000));
      case 10 ->
          "{\"Version\":\"2012-10-17\",\"Id\":\""
              + "x".repeat(MEGABYTE - dice.below(100))
              + "\",\"Statement\":[]}";
      case 11 ->
          condition(
              "NumericEquals", "\"" + "9".repeat(many) + "e" + "9".repeat(dice.pick(2, 9)) + "\"");
      case 12 -> tinyStatements(dice.pick(1_000, 20_000));
      default ->
          condition("DateEquals", dice.pick("9".repeat(many), "-" + "9".repeat(20), "1e999999999"));
    };
  }

  private static String statement(String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
        + resource
        + "}}";
  }

  private static String condition(String operator, String value) {
    return statement(
        "\"Resource\":\"*\",\"Condition\":{\"%s\":{\"aws:SourceArn\":%s}}"
            .formatted(operator, value));
  }

  private static String list(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> "\"arn:aws:sns:us-east-1:111122223333:" + "t*".repeat(i % 7) + i + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String statements(int many) {
    return IntStream.range(0, many)
        .mapToObj(
            i ->
                """
                {"Sid":"S%s","Effect":"%s","Principal":{"AWS":"%012d"},"Action":"sqs:A%s*",
                "Resource":"*"}"""
                    .formatted(i, i % 5 == 0 ? "Deny" : "Allow", i, i % 9))
        .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
  }

  /** Small ones, up to about a megabyte of them, none like another. */
  private static String tinyStatements(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> "{\"Effect\":\"Deny\",\"NotAction\":\"a:%s\"}".formatted(i))
        .collect(Collectors.joining(",", "{\"Statement\":[", "]}"));
  }

  private static String conditions(int many) {
    return statement(
        IntStream.range(0, many)
            .mapToObj(i -> "\"k:%s\":\"%s\"".formatted(i, i))
            .collect(
                Collectors.joining(
                    ",", "\"Resource\":\"*\",\"Condition\":{\"StringNotEquals\":{", "}}")));
  }
}
