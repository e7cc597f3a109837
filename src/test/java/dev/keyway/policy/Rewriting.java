package dev.keyway.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Writes a document as AWS may write it back (aws.md §5): other order and white space, scalars and
 * lists of one, repeated values, other case of actions and condition keys, account ids as root
 * ARNs, numbers and booleans as such, the other form of everyone in an Allow, an empty Condition.
 */
final class Rewriting {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;
  private final Dice dice;

  private Rewriting(long seed) {
    this.random = new Random(seed);
    this.dice = new Dice(seed);
  }

  static PolicyDocument of(PolicyDocument document, long seed) throws PolicySyntaxException {
    return new Rewriting(seed).rewrite(document);
  }

  private PolicyDocument rewrite(PolicyDocument document) throws PolicySyntaxException {
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(document.toJson());
      version(tree, document);
      List<JsonNode> statements = new ArrayList<>();
      tree.path("Statement").forEach(s -> statements.add(statement((ObjectNode) s)));
      Collections.shuffle(statements, random);
      tree.set("Statement", statements.size() == 1 ? scalarOrList(statements) : list(statements));
      JsonNode shuffled = shuffled(tree);
      return PolicyDocument.parse(
          random.nextBoolean() ? shuffled.toPrettyString() : shuffled.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** No version means 2008; without a variable both versions mean the same. */
  private void version(ObjectNode tree, PolicyDocument document) {
    boolean variables = document.statements().stream().anyMatch(KnownShapes::usesVariables);
    if (variables && document.hasVariables()) {
      return;
    }
    tree.remove("Version");
    switch (random.nextInt(variables ? 2 : 3)) {
      case 0 -> {}
      case 1 -> tree.put("Version", PolicyDocument.VERSION_2008);
      default -> tree.put("Version", PolicyDocument.VERSION_2012);
    }
  }

  private ObjectNode statement(ObjectNode statement) {
    for (String element : List.of("Action", "NotAction")) {
      values(statement, element, this::action);
    }
    for (String element : List.of("Resource", "NotResource")) {
      values(statement, element, value -> value);
    }
    for (String element : List.of("Principal", "NotPrincipal")) {
      if (statement.path(element) instanceof ObjectNode kinds) {
        kinds.fieldNames().forEachRemaining(kind -> values(kinds, kind, Rewriting::principal));
      }
    }
    if (statement.path("Effect").asText().equals("Allow")
        && statement.path("Principal").isTextual()
        && random.nextBoolean()) {
      statement.putObject("Principal").put("AWS", "*");
    }
    if (statement.path("Condition") instanceof ObjectNode block) {
      statement.set("Condition", conditions(block));
    } else if (random.nextInt(4) == 0) {
      statement.putObject("Condition");
    }
    return statement;
  }

  private JsonNode action(JsonNode action) {
    return TextNode.valueOf(dice.otherCase(action.asText()));
  }

  private static JsonNode principal(JsonNode name) {
    return AccountId.isAccountId(name.asText())
        ? TextNode.valueOf("arn:aws:iam::" + name.asText() + ":root")
        : name;
  }

  private ObjectNode conditions(ObjectNode block) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> line : block.properties()) {
      ObjectNode keys = written.putObject(line.getKey());
      for (Map.Entry<String, JsonNode> key : line.getValue().properties()) {
        String name = random.nextBoolean() ? key.getKey() : dice.otherCase(key.getKey());
        keys.set(name, key.getValue());
        values(keys, name, this::bare);
      }
    }
    return written;
  }

  private JsonNode bare(JsonNode value) {
    String text = value.asText();
    if (random.nextBoolean() && (text.equals("true") || text.equals("false"))) {
      return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
    }
    return random.nextBoolean() && text.matches("[1-9]\\d{0,8}")
        ? JsonNodeFactory.instance.numberNode(Integer.parseInt(text))
        : value;
  }

  private void values(ObjectNode in, String member, UnaryOperator<JsonNode> rewritten) {
    if (!in.has(member)) {
      return;
    }
    JsonNode given = in.get(member);
    List<JsonNode> values = new ArrayList<>();
    (given.isArray() ? given : List.of(given)).forEach(v -> values.add(rewritten.apply(v)));
    if (random.nextInt(4) == 0) {
      values.add(values.get(random.nextInt(values.size())));
    }
    Collections.shuffle(values, random);
    in.set(member, values.size() == 1 ? scalarOrList(values) : list(values));
  }

  private JsonNode scalarOrList(List<JsonNode> one) {
    return random.nextBoolean() ? one.getFirst() : list(one);
  }

  private static ArrayNode list(List<JsonNode> values) {
    return JsonNodeFactory.instance.arrayNode().addAll(values);
  }

  /** All members in another order. */
  private JsonNode shuffled(JsonNode node) {
    if (node instanceof ArrayNode array) {
      List<JsonNode> items = new ArrayList<>();
      array.forEach(item -> items.add(shuffled(item)));
      return list(items);
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
    Collections.shuffle(members, random);
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    members.forEach(member -> written.set(member.getKey(), shuffled(member.getValue())));
    return written;
  }
}
