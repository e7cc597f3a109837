package dev.keyway.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads policies with nothing but a JSON parser: does one let in more than was asked for? */
final class PolicyScope {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> LOOKING = Set.of("sns:GetTopicAttributes");

  private PolicyScope() {}

  /** Return what is wrong with a policy that Keyway has just written over {@code old}. */
  static List<String> violations(String arn, String old, String policy, WantedByUsers wanted) {
    var wrong = new ArrayList<String>();
    var standing = new HashSet<JsonNode>();
    for (var statement : statements(policy)) {
      standing.add(statement);
      if (wanted.mayHoldOthers(arn) && !isKeyways(statement)) {
        continue;
      }
      if (statement.path("Effect").asText().equals("Allow")) {
        judge(arn, statement, wanted).forEach(wrong::add);
      }
    }
    if (wanted.isShared(arn) && !old.isEmpty() && !foreign(old).equals(foreign(policy))) {
      wrong.add("changed foreign statements of " + arn + ": " + old + " -> " + policy);
    }
    if (wanted.mayHoldOthers(arn) && !wanted.isShared(arn)) {
      cutOff(arn, old, standing, wanted).forEach(wrong::add);
    }
    for (var statement : statements(old)) {
      if (isForeignDeny(statement) && !standing.contains(statement)) {
        wrong.add("dropped the foreign Deny " + statement + " of " + arn);
      }
    }
    return wrong;
  }

  // Whom a statement named that goes has to be named by a spec; everybody is named by none.
  private static List<String> cutOff(
      String arn, String old, Set<JsonNode> standing, WantedByUsers wanted) {
    return statements(old).stream()
        .filter(s -> s.path("Effect").asText().equals("Allow") && !isKeyways(s))
        .filter(s -> standing.stream().noneMatch(stands -> plain(stands).equals(plain(s))))
        .flatMap(s -> values(s.path("Principal").path("AWS")).stream())
        .filter(member -> !member.equals("*") && !member.contains(World.ACCOUNT + ":root"))
        .filter(member -> !wanted.isAsked(member))
        .map(member -> "cut off " + member + " from " + arn)
        .toList();
  }

  private static List<String> judge(String arn, JsonNode statement, WantedByUsers wanted) {
    var wrong = new ArrayList<String>();
    var principal = statement.path("Principal");
    boolean isTied = statement.at("/Condition/StringEquals").has("aws:PrincipalOrgID");
    if (!isTied && (principal.isTextual() || values(principal.path("AWS")).contains("*"))) {
      wrong.add("made " + arn + " public: " + statement);
    }
    boolean isKey = arn.contains(":kms:");
    for (var member : values(principal.path("AWS"))) {
      boolean harmless = isKey || values(statement.path("Action")).equals(LOOKING);
      boolean isRoot = harmless && member.equals("arn:aws:iam::" + World.ACCOUNT + ":root");
      if (!isRoot && !wanted.isAsked(member)) {
        wrong.add("let " + member + " into " + arn + ", which nobody asked for");
      }
    }
    for (var service : values(principal.path("Service"))) {
      var equal = statement.path("Condition").path("ArnEquals");
      var kept = values(equal.path("kms:EncryptionContext:aws:sns:topicArn"));
      if (isKey && !kept.isEmpty() && kept.stream().allMatch(wanted::isArchived)) {
        continue;
      }
      var sources = values(equal.path("aws:SourceArn"));
      if (!service.matches("sns([.][a-z0-9-]+)?[.]amazonaws[.]com")
          || sources.isEmpty()
          || !sources.stream().allMatch(wanted::isSource)) {
        wrong.add("let " + service + " into " + arn + " for " + sources);
      }
    }
    return wrong;
  }

  private static boolean isForeignDeny(JsonNode statement) {
    return statement.path("Effect").asText().equals("Deny") && !isKeyways(statement);
  }

  private static List<JsonNode> foreign(String policy) {
    return statements(policy).stream()
        .filter(statement -> !isKeyways(statement))
        .map(PolicyScope::plain)
        .toList();
  }

  // One value and a list of one mean the same, and so do the same values in another order.
  static JsonNode plain(JsonNode node) {
    if (node.isObject()) {
      var object = JSON.createObjectNode();
      node.properties().forEach(field -> object.set(field.getKey(), plain(field.getValue())));
      return object;
    }
    if (!node.isArray() || node.size() == 1) {
      return node.isArray() ? node.get(0) : node;
    }
    var sorted = new ArrayList<JsonNode>();
    node.forEach(sorted::add);
    sorted.sort(java.util.Comparator.comparing(JsonNode::toString));
    return JSON.createArrayNode().addAll(sorted);
  }

  private static boolean isKeyways(JsonNode statement) {
    return statement.path("Sid").asText().startsWith("Keyway");
  }

  static List<JsonNode> statements(String policy) {
    if (policy.isEmpty()) {
      return List.of();
    }
    try {
      var statements = JSON.readTree(policy).path("Statement");
      var list = new ArrayList<JsonNode>();
      if (statements.isArray()) {
        statements.forEach(list::add);
      } else {
        list.add(statements);
      }
      return list;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(policy, e);
    }
  }

  private static Set<String> values(JsonNode node) {
    var values = new HashSet<String>();
    if (node.isTextual()) {
      values.add(node.asText());
    }
    node.forEach(each -> values.add(each.asText()));
    return values;
  }
}
