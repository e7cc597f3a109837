package dev.keyway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes statements that a given request matches, or nearly does. */
final class StatementGenerator {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Dice dice;
  private final String caller;
  private final String action;
  private final String resource;
  private final String partition;
  private final ConditionGenerator conditions;

  StatementGenerator(Dice dice, ObjectNode request, Map<String, List<String>> context) {
    this.dice = dice;
    this.caller = request.path("caller").asText();
    this.action = request.path("action").asText();
    this.resource = request.path("resource").asText();
    this.partition = resource.split(":")[1];
    this.conditions = new ConditionGenerator(dice, context);
  }

  /** The condition keys that were used so far. */
  List<String> keys() {
    return conditions.keys();
  }

  /**
   * @param key in a key policy, where AWS takes a statement that lacks Action or Resource
   */
  ObjectNode statement(boolean identity, boolean key) {
    ObjectNode statement = JSON.objectNode();
    if (dice.chance(0.3)) {
      statement.put("Sid", dice.pick("A", "B", ""));
    }
    statement.put("Effect", dice.chance(0.72) ? "Allow" : "Deny");
    if (!identity) {
      boolean not = dice.chance(0.08);
      statement.set(not ? "NotPrincipal" : "Principal", principal());
    }
    boolean gap = key && !identity && dice.chance(0.02);
    if (!gap || dice.chance(0.5)) {
      list(statement, dice.chance(0.1) ? "NotAction" : "Action", this::actionPattern);
    }
    if (!gap || dice.chance(0.5)) {
      list(statement, dice.chance(0.1) ? "NotResource" : "Resource", this::resourcePattern);
    }
    ObjectNode block = conditions.block();
    if (!block.isEmpty() || dice.chance(0.05)) {
      statement.set("Condition", block);
    }
    return statement;
  }

  private void list(ObjectNode statement, String element, Supplier<String> value) {
    if (dice.chance(0.7)) {
      statement.put(element, value.get());
      return;
    }
    ArrayNode values = statement.putArray(element);
    for (int i = dice.below(3); i >= 0; i--) {
      values.add(value.get());
    }
  }

  private JsonNode principal() {
    if (dice.chance(0.25)) {
      return JSON.textNode("*");
    }
    ObjectNode principal = JSON.objectNode();
    boolean service = !caller.startsWith("arn:");
    if (dice.chance(service ? 0.3 : 0.95)) {
      list(principal, "AWS", this::aws);
    }
    if (dice.chance(service ? 0.9 : 0.1)) {
      list(
          principal,
          "Service",
          () ->
              dice.pick(
                  service ? caller : "sns.amazonaws.com",
                  "events.amazonaws.com",
                  "sns.us-east-1.amazonaws.com"));
    }
    if (principal.isEmpty() || dice.chance(0.03)) {
      principal.put("Federated", "cognito-identity.amazonaws.com");
    }
    if (dice.chance(0.01)) {
      principal.put("CanonicalUser", "79a59df900b949e55d96a1e698fbaced");
    }
    return principal;
  }

  private String aws() {
    boolean signed = caller.startsWith("arn:");
    String account =
        signed && dice.chance(0.8)
            ? caller.split(":")[4]
            : dice.pick(CaseGenerator.OWNER, CaseGenerator.OTHER);
    String prefix = "arn:" + partition + ":iam::" + account + ":";
    List<String> forms =
        new ArrayList<>(
            List.of(
                "*",
                account,
                prefix + "root",
                prefix + "root",
                prefix + "role/app",
                prefix + "role/team/worker",
                prefix + "role/gone",
                prefix + "user/ann"));
    if (signed) {
      forms.addAll(List.of(caller, caller, caller, caller));
    }
    if (dice.chance(0.05)) {
      forms.add("arn:" + partition + ":sts::" + account + ":assumed-role/app/local");
    }
    return dice.pick(forms);
  }

  private String actionPattern() {
    String service = action.substring(0, action.indexOf(':') + 1);
    String name = action.substring(service.length());
    return switch (dice.below(10)) {
      case 0, 1, 2 -> action;
      case 3 -> dice.otherCase(action);
      case 4 -> service + "*";
      case 5 -> "*";
      case 6, 7 -> service + dice.patternOf(name);
      case 8 -> service + name.substring(1);
      default -> dice.pick("sqs:*", "sns:*", "kms:*", "sqs:Purge*");
    };
  }

  private String resourcePattern() {
    String[] parts = resource.split(":", 6);
    return switch (dice.below(14)) {
      case 0, 1, 2 -> resource;
      case 3, 4, 5 -> "*";
      case 6 -> replaced(parts, 1 + dice.below(5), "*");
      case 7 -> replaced(parts, 5, dice.patternOf(parts[5]));
      case 8 -> replaced(parts, 5, dice.otherCase(parts[5]));
      case 9 -> replaced(parts, 5, dice.pick("other", "orders:sub", parts[5] + "?"));
      case 10 ->
          replaced(
              parts,
              4,
              dice.pick("${aws:ResourceAccount}", "${aws:PrincipalAccount}", CaseGenerator.OTHER));
      case 11 ->
          replaced(
              parts,
              5,
              dice.pick(
                  "${aws:PrincipalTag/team, '" + parts[5] + "'}",
                  "${aws:PrincipalTag/team}",
                  "${aws:username}*"));
      case 12 -> "arn:" + parts[1] + ":" + parts[2] + ":*";
      default -> dice.chance(0.3) ? dice.patternOf(resource) : resource;
    };
  }

  private static String replaced(String[] parts, int at, String by) {
    String[] copy = parts.clone();
    copy[at] = by;
    return String.join(":", copy);
  }
}
