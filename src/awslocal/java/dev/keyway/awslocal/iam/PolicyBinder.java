package dev.keyway.awslocal.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.iam.PolicyDocument.Principals;
import dev.keyway.awslocal.iam.PolicyDocument.Statement;
import dev.keyway.awslocal.iam.PolicyReader.Grammar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns policy text into a stored policy: principals must exist and are bound to their unique ids;
 * SQS and SNS give the text a form of their own, KMS keeps it as given.
 */
public final class PolicyBinder {

  private static final List<String> TOP_ORDER = List.of("Version", "Id", "Statement");
  private static final List<String> STATEMENT_ORDER =
      List.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final Accounts accounts;

  public PolicyBinder(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Stores a text as it is. */
  public StoredPolicy asGiven(String text, Grammar grammar) {
    PolicyDocument document = PolicyReader.read(text, grammar);
    return new StoredPolicy(text, document, bindings(document));
  }

  /** Stores a text in the form in which SQS and SNS read it back. */
  public StoredPolicy normalised(String text, Grammar grammar) {
    Map<String, String> bindings = bindings(PolicyReader.read(text, grammar));
    ObjectNode node = Json.readObject(text).orElseThrow();
    String written = Json.write(document(node));
    return new StoredPolicy(written, PolicyReader.read(written, grammar), bindings);
  }

  private Map<String, String> bindings(PolicyDocument document) {
    Map<String, String> bindings = new LinkedHashMap<>();
    for (Statement statement : document.statements()) {
      if (statement.principals() instanceof Principals.Named named) {
        named.aws().forEach(name -> bind(name, bindings));
        named.services().forEach(PolicyBinder::checkService);
      }
    }
    return Map.copyOf(bindings);
  }

  private void bind(String name, Map<String, String> bindings) {
    if (name.equals("*")) {
      return;
    }
    Optional<String> account = PrincipalName.accountOf(name);
    if (account.isPresent()) {
      check(accounts.hasAccount(account.get()), name);
    } else if (PrincipalName.isUniqueId(name)) {
      check(accounts.arnOf(name).isPresent(), name);
    } else {
      bindings.put(
          name, accounts.uniqueId(name).orElseThrow(() -> new PolicyProblem(unknown(name))));
    }
  }

  private static void checkService(String name) {
    check(PrincipalName.isService(name), name);
  }

  private static void check(boolean exists, String name) {
    if (!exists) {
      throw new PolicyProblem(unknown(name));
    }
  }

  private static String unknown(String name) {
    return "Policy contains a statement with one or more invalid principals: " + name;
  }

  private ObjectNode document(ObjectNode node) {
    ObjectNode ordered = ordered(node, TOP_ORDER);
    ArrayNode statements = Json.array();
    JsonNode given = node.path("Statement");
    Iterable<JsonNode> items = given.isArray() ? given : List.of(given);
    items.forEach(s -> statements.add(statement((ObjectNode) s)));
    ordered.set("Statement", statements);
    return ordered;
  }

  private ObjectNode statement(ObjectNode node) {
    ObjectNode ordered = ordered(node, STATEMENT_ORDER);
    for (String element : List.of("Action", "NotAction", "Resource", "NotResource")) {
      if (ordered.has(element)) {
        ordered.set(element, single(ordered.path(element)));
      }
    }
    for (String element : List.of("Principal", "NotPrincipal")) {
      if (ordered.path(element) instanceof ObjectNode principals) {
        ordered.set(element, principals(principals));
      }
    }
    if (ordered.path("Condition") instanceof ObjectNode conditions) {
      ordered.set("Condition", conditions(conditions));
    }
    return ordered;
  }

  private ObjectNode principals(ObjectNode given) {
    ObjectNode written = Json.object();
    given.properties().forEach(e -> written.set(e.getKey(), principal(single(e.getValue()))));
    return written;
  }

  /** An account id reads back as its root ARN, a unique id as the ARN of its holder. */
  private JsonNode principal(JsonNode given) {
    if (given.isArray()) {
      ArrayNode names = Json.array();
      given.forEach(name -> names.add(spelled(name.asText())));
      return names;
    }
    return Json.array().add(spelled(given.asText())).get(0);
  }

  private String spelled(String name) {
    return PrincipalName.accountOf(name)
        .map(accounts::rootArn)
        .or(() -> accounts.arnOf(name))
        .orElse(name);
  }

  private static ObjectNode conditions(ObjectNode given) {
    ObjectNode written = Json.object();
    for (Map.Entry<String, JsonNode> line : given.properties()) {
      ObjectNode keys = Json.object();
      line.getValue().properties().forEach(e -> keys.set(e.getKey(), single(e.getValue())));
      written.set(line.getKey(), keys);
    }
    return written;
  }

  private static JsonNode single(JsonNode node) {
    return node.isArray() && node.size() == 1 ? node.get(0) : node;
  }

  private static ObjectNode ordered(ObjectNode given, List<String> order) {
    ObjectNode ordered = Json.object();
    order.stream().filter(given::has).forEach(name -> ordered.set(name, given.get(name)));
    return ordered;
  }
}
