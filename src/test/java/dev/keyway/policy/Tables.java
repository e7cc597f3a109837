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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Reads the tables in the test resources: YAML lists of cases, each with a name and a source. */
final class Tables {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What a policy is attached to, and what is left out of its statements and requests. */
  enum On {
    QUEUE(ResourceKind.SQS_QUEUE, "arn:aws:sqs:us-east-1:111122223333:orders", "sqs:SendMessage"),
    TOPIC(ResourceKind.SNS_TOPIC, "arn:aws:sns:us-east-1:111122223333:orders", "sns:Publish"),
    KEY(ResourceKind.KMS_KEY, "arn:aws:kms:us-east-1:111122223333:key/1234abcd", "kms:Decrypt");

    private final ResourceKind kind;
    private final String arn;
    private final String action;

    On(ResourceKind kind, String arn, String action) {
      this.kind = kind;
      this.arn = arn;
      this.action = action;
    }

    static On of(JsonNode row) {
      return valueOf(row.path("on").asText("queue").toUpperCase(Locale.ROOT));
    }

    ResourceKind kind() {
      return kind;
    }
  }

  private Tables() {}

  static Stream<DynamicTest> tests(String table, ThrowingConsumer<JsonNode> test) {
    return tests(List.of(table), test);
  }

  static Stream<DynamicTest> tests(List<String> tables, ThrowingConsumer<JsonNode> test) {
    return tables.stream()
        .flatMap(table -> cases(table).stream())
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

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of statements about a queue, or a whole document; what is left out is filled in. */
  static PolicyDocument document(JsonNode node) throws PolicySyntaxException {
    return document(node, On.QUEUE);
  }

  static PolicyDocument document(JsonNode node, On on) throws PolicySyntaxException {
    if (node.isObject() && node.has("Statement")) {
      return PolicyDocument.parse(
          ((ObjectNode) node.deepCopy())
              .set("Statement", statements(node.get("Statement"), on))
              .toString());
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("Version", PolicyDocument.VERSION_2012);
    document.set("Statement", statements(node, on));
    return PolicyDocument.parse(document.toString());
  }

  private static ArrayNode statements(JsonNode node, On on) {
    ArrayNode filled = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : node.isArray() ? node : List.of(node)) {
      ObjectNode statement = each.deepCopy();
      boolean bare = statement.remove("bare") != null;
      putDefault(statement, "Effect", "Allow", bare);
      putDefault(statement, "Principal", "*", bare || statement.has("NotPrincipal"));
      putDefault(statement, "Action", on.action, bare || statement.has("NotAction"));
      putDefault(statement, "Resource", on.arn, bare || statement.has("NotResource"));
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
    On on = On.of(node);
    return new Request(
        caller(node.path("caller").asText("anonymous")),
        node.path("action").asText(on.action),
        node.path("resource").asText(on.arn),
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
