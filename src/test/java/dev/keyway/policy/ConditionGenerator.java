package dev.keyway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes conditions that a given context fulfils, or nearly does. */
final class ConditionGenerator {

  /** Operators that take the same values, and the keys that hold such. */
  private enum Family {
    STRING(
        "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike"
            + " StringNotLike",
        "aws:PrincipalTag/team aws:SourceAccount aws:PrincipalAccount aws:SourceArn"
            + " aws:PrincipalArn aws:username aws:userid aws:PrincipalType"
            + " aws:PrincipalServiceName aws:ResourceAccount aws:TagKeys aws:PrincipalOrgPaths"
            + " kms:ViaService aws:SourceVpce aws:SourceOwner aws:RequestedRegion"),
    ARN(
        "ArnEquals ArnNotEquals ArnLike ArnNotLike",
        "aws:SourceArn aws:SourceArn aws:PrincipalArn kms:EncryptionContext:aws:sqs:arn"),
    NUMERIC(
        "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan"
            + " NumericGreaterThanEquals",
        "aws:MultiFactorAuthAge aws:EpochTime"),
    DATE(
        "DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan"
            + " DateGreaterThanEquals",
        "aws:CurrentTime aws:TokenIssueTime aws:EpochTime"),
    BOOL("Bool", "aws:SecureTransport aws:MultiFactorAuthPresent aws:PrincipalIsAWSService"),
    BINARY("BinaryEquals", "x:Binary"),
    IP("IpAddress NotIpAddress", "aws:SourceIp"),
    PRESENCE(
        "Null", "aws:SourceArn aws:TagKeys aws:PrincipalArn aws:MultiFactorAuthAge aws:SourceVpce");

    private final String operators;
    private final String keys;

    Family(String operators, String keys) {
      this.operators = operators;
      this.keys = keys;
    }
  }

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Dice dice;
  private final Map<String, List<String>> context;
  private final List<String> keys = new ArrayList<>();

  ConditionGenerator(Dice dice, Map<String, List<String>> context) {
    this.dice = dice;
    this.context = context;
  }

  List<String> keys() {
    return keys;
  }

  ObjectNode block() {
    ObjectNode block = JSON.objectNode();
    for (int i = dice.pick(0, 0, 1, 1, 2, 3); i > 0; i--) {
      add(block);
    }
    return block;
  }

  private void add(ObjectNode block) {
    Family family =
        dice.pick(
            Family.STRING,
            Family.STRING,
            Family.STRING,
            Family.ARN,
            Family.ARN,
            Family.NUMERIC,
            Family.DATE,
            Family.BOOL,
            Family.BINARY,
            Family.IP,
            Family.PRESENCE);
    String key = dice.pick(family.keys.split(" "));
    keys.add(key);
    boolean several = key.equals("aws:TagKeys") || key.equals("aws:PrincipalOrgPaths");
    String operator = dice.pick(family.operators.split(" "));
    if (family != Family.PRESENCE) {
      operator =
          dice.chance(several ? 0.9 : 0.06)
              ? dice.pick("ForAllValues:", "ForAnyValue:") + operator
              : operator;
      operator += dice.chance(0.12) ? "IfExists" : "";
    }
    operator = dice.chance(0.04) ? dice.otherCase(operator) : operator;
    String spelled = dice.chance(0.1) ? dice.otherCase(key) : key;
    if (isGiven(block, operator, key)) {
      return;
    }
    ObjectNode line =
        block.path(operator) instanceof ObjectNode known ? known : block.putObject(operator);
    values(line, spelled, family, context.getOrDefault(key, List.of()));
  }

  // One key twice under one operator is refused, whatever the case of either.
  private static boolean isGiven(ObjectNode block, String operator, String key) {
    return block
        .propertyStream()
        .filter(line -> line.getKey().equalsIgnoreCase(operator))
        .flatMap(line -> line.getValue().propertyStream())
        .anyMatch(condition -> condition.getKey().equalsIgnoreCase(key));
  }

  private void values(ObjectNode line, String key, Family family, List<String> actual) {
    if (dice.chance(0.7)) {
      line.set(key, value(family, actual));
      return;
    }
    ArrayNode values = line.putArray(key);
    for (int i = dice.below(3); i >= 0; i--) {
      values.add(value(family, actual));
    }
  }

  private JsonNode value(Family family, List<String> actual) {
    String near = actual.isEmpty() ? "" : dice.pick(actual);
    String text =
        switch (family) {
          case STRING -> text(near);
          case ARN -> arn(near);
          case NUMERIC -> number(near);
          case DATE -> date(near);
          case BOOL -> dice.pick("true", "false", "true", "false", "true", "false", "True");
          case BINARY -> dice.pick(near, "QQ==", "QQ", "QmluYXJ5", dice.chance(0.1) ? "%%" : near);
          case IP -> ip(near);
          case PRESENCE -> dice.pick("true", "false");
        };
    boolean bare = dice.chance(0.3);
    if (bare && (text.equals("true") || text.equals("false"))) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    return bare && family == Family.NUMERIC && text.matches("\\d{1,9}")
        ? JSON.numberNode(Integer.parseInt(text))
        : JSON.textNode(text);
  }

  private String text(String near) {
    return switch (dice.below(14)) {
      case 0, 1, 2, 3, 4 -> near;
      case 5 -> dice.otherCase(near);
      case 6, 7 -> dice.patternOf(near);
      case 8 -> dice.near(near);
      case 9 -> dice.pick("a", "b", "blue", CaseGenerator.OWNER, "o-1/*");
      case 10 ->
          dice.pick(
              "${aws:PrincipalAccount}",
              "${aws:ResourceAccount}",
              "${aws:SourceAccount}",
              "${AWS:username}");
      case 11 ->
          dice.pick(
              "${aws:PrincipalTag/team}",
              "${aws:nothing}",
              "${aws:TagKeys}",
              "${aws:nothing, 'blue'}",
              "${aws:nothing,'" + near + "'}");
      case 12 -> near.replace("*", "${*}").replace("?", "${?}");
      default -> dice.pick("b${*}", "${$}{aws:username}", "*", "");
    };
  }

  private String arn(String near) {
    String base =
        near.startsWith("arn:") ? near : "arn:aws:sns:us-east-1:" + CaseGenerator.OWNER + ":orders";
    String[] parts = base.split(":", 6);
    int at = 1 + dice.below(parts.length - 1);
    switch (dice.below(12)) {
      case 0, 1, 2, 3 -> {}
      case 4, 5 -> parts[at] = "*";
      case 6 -> parts[at] = dice.patternOf(parts[at]);
      case 7 -> parts[at] = dice.near(parts[at]);
      case 8 ->
          parts[4] =
              dice.pick(
                  "${aws:SourceAccount}",
                  "${aws:ResourceAccount}",
                  "${aws:nothing}",
                  "${aws:nothing, '" + CaseGenerator.OWNER + "'}");
      case 9 -> parts[5] = dice.otherCase(parts[5]);
      case 10 -> {
        return dice.pick(
            "${aws:SourceArn}",
            "${aws:PrincipalArn}",
            "arn:aws:sns:*",
            dice.chance(0.3) ? "*" : base);
      }
      default -> {
        return dice.patternOf(base);
      }
    }
    return String.join(":", parts);
  }

  private String number(String near) {
    return switch (dice.below(10)) {
      case 0, 1, 2, 3 -> near.isEmpty() ? "5" : near;
      case 4 -> near.isEmpty() ? "5.0" : near + ".0";
      case 5, 6 -> dice.pick("0", "5", "299", "301", "1767225600");
      case 7 -> dice.pick("3e2", "+300", "-1", ".5");
      case 8 -> dice.pick("4", "6", "3601", "1767312001");
      default -> dice.chance(0.2) ? "many" : "300";
    };
  }

  private String date(String near) {
    return switch (dice.below(8)) {
      case 0, 1, 2 -> near.isEmpty() ? "2026-01-01" : near;
      case 3 -> dice.pick("2025-12-31", "2026-01-02", "2030-01-01");
      case 4 ->
          dice.pick("2026-01-02T01:00:00+01:00", "2026-01-01T23:00-01:00", "2026-01-02T00:00Z");
      case 5 -> dice.pick("1767312000", "1767225600", "1893456000");
      case 6 -> "2026-01-01T00:00:00.000Z";
      default ->
          dice.chance(0.2) ? dice.pick("2026", "soon", "2026-13-01") : "2026-01-02T00:00:01Z";
    };
  }

  private String ip(String near) {
    return switch (dice.below(9)) {
      case 0, 1 -> near.isEmpty() ? "10.0.0.0/8" : near;
      case 2 -> dice.pick("203.0.113.64/26", "203.0.113.0/24", "203.0.113.76/31");
      case 3 -> dice.pick("10.0.0.0/8", "10.1.0.0/16", "10.1.2.2/32");
      case 4 -> dice.pick("2001:DB8::/32", "2001:db8::10/124", "2001:db8:0:0:0:0:0:17", "::/0");
      case 5 -> dice.pick("0.0.0.0/0", "127.0.0.1", "127.0.0.0/9");
      case 6 -> near.isEmpty() || near.contains(":") ? "::1" : near + "/" + dice.below(33);
      case 7 -> near.contains(":") ? near + "/" + dice.below(129) : "192.0.2.0/24";
      default ->
          dice.chance(0.2)
              ? dice.pick("localhost", "face", "10.0.0.0/40", "10.0.0.0/x", "10.1")
              : "10.1.2.3";
    };
  }
}
