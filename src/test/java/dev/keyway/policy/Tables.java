package dev.keyway.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Reads the tables in the test resources: YAML lists of cases, each with a name and a source. */
final class Tables {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";

  private Tables() {}

  static Stream<DynamicTest> tests(String table, ThrowingConsumer<JsonNode> test) {
    List<JsonNode> cases = cases(table);
    return cases.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.path("name").asText(each.toString()), () -> test.accept(each)));
  }

  static List<JsonNode> cases(String table) {
    try (var in = requireNonNull(Tables.class.getResourceAsStream(table), table)) {
      List<JsonNode> cases = new ArrayList<>();
      YAML.readTree(in).forEach(cases::add);
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of statements, or a whole document; what a statement leaves out is filled in. */
  static PolicyDocument document(JsonNode node) throws PolicySyntaxException {
    if (node.isObject() && node.has("Statement")) {
      return PolicyDocument.parse(
          ((ObjectNode) node.deepCopy())
              .set("Statement", statements(node.get("Statement")))
              .toString());
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("Version", PolicyDocument.VERSION_2012);
    document.set("Statement", statements(node));
    return PolicyDocument.parse(document.toString());
  }

  private static ArrayNode statements(JsonNode node) {
    ArrayNode filled = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : node.isArray() ? node : List.of(node)) {
      ObjectNode statement = each.deepCopy();
      boolean bare = statement.remove("bare") != null;
      putDefault(statement, "Effect", "Allow", bare);
      putDefault(statement, "Principal", "*", bare || statement.has("NotPrincipal"));
      putDefault(statement, "Action", "sqs:SendMessage", bare || statement.has("NotAction"));
      putDefault(statement, "Resource", QUEUE, bare || statement.has("NotResource"));
      filled.add(statement);
    }
    return filled;
  }

  private static void putDefault(ObjectNode node, String member, String value, boolean skip) {
    if (!skip && !node.has(member)) {
      node.put(member, value);
    }
  }

  static Request request(JsonNode node) {
    return new Request(
        caller(node.path("caller").asText("anonymous")),
        node.path("action").asText("sqs:SendMessage"),
        node.path("resource").asText(QUEUE),
        context(node));
  }

  private static Caller caller(String text) {
    if (text.equals("anonymous")) {
      return new Caller.Anonymous();
    }
    if (!text.startsWith("arn:")) {
      return new Caller.Service(text);
    }
    AmazonResourceName arn = AmazonResourceName.of(text);
    if (arn.isAccountRoot()) {
      return new Caller.AccountRoot(arn.partition(), arn.account());
    }
    return arn.isIam("user") ? new Caller.IamUser(text) : new Caller.IamRole(text);
  }

  private static RequestContext context(JsonNode node) {
    RequestContext.Builder builder =
        node.path("unstated").asText("absent").equals("unknown")
            ? RequestContext.unknownUnlessStated()
            : RequestContext.absentUnlessStated();
    for (Map.Entry<String, JsonNode> key : node.path("context").properties()) {
      switch (key.getValue().asText()) {
        case "~absent" -> builder.absent(key.getKey());
        case "~present" -> builder.presentUnknown(key.getKey());
        case "~unknown" -> builder.unknown(key.getKey());
        default -> builder.with(key.getKey(), texts(key.getValue()));
      }
    }
    return builder.build();
  }

  static List<String> texts(JsonNode node) {
    if (!node.isArray()) {
      return node.isMissingNode() ? List.of() : List.of(node.asText());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  static String answer(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "allowed";
      case Decision.Denied _ -> "denied";
      case Decision.NotAllowed _ -> "not-allowed";
      case Decision.Unknown _ -> "unknown";
    };
  }
}
