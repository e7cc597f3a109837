package dev.keyway.awslocal.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.iam.PolicyDocument.Condition;
import dev.keyway.awslocal.iam.PolicyDocument.Principals;
import dev.keyway.awslocal.iam.PolicyDocument.Quantifier;
import dev.keyway.awslocal.iam.PolicyDocument.Selection;
import dev.keyway.awslocal.iam.PolicyDocument.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads policy text by IAM's grammar ("Grammar of the IAM JSON policy language") and refuses what
 * AWS refuses: other JSON, duplicate names, unknown elements, empty lists, unknown operators.
 */
public final class PolicyReader {

  /** What sort of policy it is. */
  public enum Grammar {
    /** Attached to a role or user: no principal. */
    IDENTITY,
    /** Attached to a queue or topic. */
    RESOURCE,
    /** A key policy: a statement without Action or Resource is accepted and does nothing. */
    KEY,
    /** A role's trust policy: no resource. */
    TRUST
  }

  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final String FOR_ALL = "forallvalues:";
  private static final String FOR_ANY = "foranyvalue:";
  private static final String IF_EXISTS = "ifexists";

  private final Grammar grammar;

  private PolicyReader(Grammar grammar) {
    this.grammar = grammar;
  }

  /** Reads a text, or throws {@link PolicyProblem}. */
  public static PolicyDocument read(String text, Grammar grammar) {
    ObjectNode node = Json.readObject(text).orElseThrow(() -> new PolicyProblem("not valid JSON"));
    return new PolicyReader(grammar).document(node);
  }

  private PolicyDocument document(ObjectNode node) {
    onlyKnown(node, TOP);
    String version = node.path("Version").asText("2008-10-17");
    check(VERSIONS.contains(version), "Version " + version + " is not known");
    JsonNode statements = node.path("Statement");
    check(!statements.isMissingNode() && !statements.isEmpty(), "there is no Statement");
    List<Statement> read = new ArrayList<>();
    if (statements.isArray()) {
      statements.forEach(s -> read.add(statement(s)));
    } else {
      read.add(statement(statements));
    }
    return new PolicyDocument(version.equals("2012-10-17"), List.copyOf(read));
  }

  private Statement statement(JsonNode node) {
    check(node.isObject(), "a Statement is not an object");
    onlyKnown(node, ELEMENTS);
    String effect = node.path("Effect").asText();
    check(effect.equals("Allow") || effect.equals("Deny"), "Effect is neither Allow nor Deny");
    return new Statement(
        node.path("Sid").asText(""),
        effect.equals("Allow"),
        principals(node),
        node.has("NotPrincipal"),
        actions(node),
        resources(node),
        conditions(node.path("Condition")));
  }

  private Principals principals(JsonNode node) {
    boolean named = node.has("Principal") || node.has("NotPrincipal");
    if (grammar == Grammar.IDENTITY) {
      check(!named, "an identity policy has no Principal");
      return new Principals.Holder();
    }
    check(named, "a Statement has no Principal");
    JsonNode principal = node.path(node.has("Principal") ? "Principal" : "NotPrincipal");
    if (principal.isTextual()) {
      check(principal.asText().equals("*"), "Principal is neither * nor an object");
      return new Principals.Everyone();
    }
    check(principal.isObject() && !principal.isEmpty(), "Principal is empty");
    onlyKnown(principal, Set.of("AWS", "Service", "Federated", "CanonicalUser"));
    return new Principals.Named(
        principal.has("AWS") ? texts(principal, "AWS") : List.of(),
        principal.has("Service") ? texts(principal, "Service") : List.of());
  }

  private Selection actions(JsonNode node) {
    Selection actions = selection(node, "Action");
    for (String action : actions.patterns()) {
      check(
          action.equals("*") || action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+"),
          "Action " + action + " is malformed");
    }
    return actions;
  }

  private Selection resources(JsonNode node) {
    if (grammar == Grammar.TRUST && !node.has("Resource")) {
      return new Selection(List.of("*"), false);
    }
    return selection(node, "Resource");
  }

  private Selection selection(JsonNode node, String element) {
    String except = "Not" + element;
    check(!(node.has(element) && node.has(except)), element + " and " + except + " exclude");
    if (!node.has(element) && !node.has(except)) {
      check(grammar == Grammar.KEY, "a Statement has no " + element);
      return new Selection(List.of(), false);
    }
    boolean negated = node.has(except);
    return new Selection(texts(node, negated ? except : element), negated);
  }

  private static List<Condition> conditions(JsonNode block) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> line : block.properties()) {
      check(line.getValue().isObject(), "a condition is not an object");
      for (String key : (Iterable<String>) line.getValue()::fieldNames) {
        conditions.add(condition(line.getKey(), key, texts(line.getValue(), key)));
      }
    }
    return List.copyOf(conditions);
  }

  private static Condition condition(String spelled, String key, List<String> values) {
    String name = spelled.toLowerCase(Locale.ROOT);
    Quantifier quantifier = Quantifier.ONE;
    if (name.startsWith(FOR_ALL)) {
      quantifier = Quantifier.FOR_ALL_VALUES;
      name = name.substring(FOR_ALL.length());
    } else if (name.startsWith(FOR_ANY)) {
      quantifier = Quantifier.FOR_ANY_VALUE;
      name = name.substring(FOR_ANY.length());
    }
    boolean ifExists = name.endsWith(IF_EXISTS);
    String operator = ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
    return new Condition(
        ConditionOperator.named(operator)
            .orElseThrow(() -> new PolicyProblem("Condition operator " + spelled + " is unknown")),
        quantifier,
        ifExists,
        key,
        values);
  }

  /** One text or a list of texts; numbers and booleans count as their text. */
  private static List<String> texts(JsonNode parent, String name) {
    JsonNode node = parent.path(name);
    List<String> texts = new ArrayList<>();
    Iterable<JsonNode> items = node.isArray() ? node : List.of(node);
    for (JsonNode item : items) {
      check(item.isValueNode() && !item.isNull(), name + " holds something that is not a text");
      texts.add(item.asText());
    }
    check(!texts.isEmpty(), name + " is empty");
    return List.copyOf(texts);
  }

  private static void onlyKnown(JsonNode node, Set<String> known) {
    for (String name : (Iterable<String>) node::fieldNames) {
      check(known.contains(name), "unknown element " + name);
    }
  }

  private static void check(boolean condition, String otherwise) {
    if (!condition) {
      throw new PolicyProblem(otherwise);
    }
  }
}
