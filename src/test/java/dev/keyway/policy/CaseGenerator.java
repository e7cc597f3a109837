package dev.keyway.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes cases for {@link DifferentialTest}: a request first, then policies grown from it, so that
 * most statements match or nearly do.
 *
 * <p>A case is one JSON object, which can be printed, shrunk and put into a table:
 *
 * <ul>
 *   <li>{@code kind}: queue, topic or key; {@code caller}: an ARN or a service; {@code action}
 *   <li>{@code policy}: that of the resource, or absent; {@code identity}: those of the caller
 *   <li>{@code rewritten}: SQS and SNS have given the policy their own form
 *   <li>{@code context}: what differs from an ordinary call; null is absent
 *   <li>{@code hidden}: of which keys the engine is told nothing ({@code unknown}) or only that
 *       they are there ({@code present}); {@code identityHidden}: it sees no identity policy
 * </ul>
 */
final class CaseGenerator {
  static final String OWNER = "111122223333";
  static final String OTHER = "444455556666";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          "queue", List.of("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:GetQueueAttributes"),
          "topic", List.of("sns:Publish", "sns:Subscribe", "sns:GetTopicAttributes"),
          "key", List.of("kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"));

  private final Dice dice;

  CaseGenerator(Dice dice) {
    this.dice = dice;
  }

  ObjectNode generate() {
    String partition = dice.chance(0.9) ? "aws" : "aws-cn";
    String kind = dice.pick("queue", "topic", "key");
    ObjectNode made = JSON.objectNode();
    made.put("kind", kind);
    made.put("caller", caller(partition));
    made.put("action", dice.pick(ACTIONS.getOrDefault(kind, List.of())));
    made.put("resource", resource(partition, kind));
    Map<String, List<String>> context = context(made);
    ObjectNode stated = made.putObject("context");
    context.forEach((key, values) -> stated.set(key, values == null ? null : texts(values)));
    StatementGenerator statements = new StatementGenerator(dice, made, known(made, context));
    if (dice.chance(0.97)) {
      made.set("policy", document(kind, statements, false));
      made.put("rewritten", !kind.equals("key") && dice.chance(0.5));
    }
    if (dice.chance(0.12)) {
      made.put("identityHidden", true);
    }
    if (made.path("caller").asText().startsWith("arn:")) {
      ArrayNode identity = made.putArray("identity");
      for (int i = dice.pick(0, 1, 1, 1, 2); i > 0; i--) {
        identity.add(document(kind, statements, true));
      }
    }
    hide(made.putObject("hidden"), statements.keys());
    return made;
  }

  private String caller(String partition) {
    if (dice.chance(0.3)) {
      return dice.pick("sns.amazonaws.com", "events.amazonaws.com");
    }
    String prefix = "arn:" + partition + ":iam::" + (dice.chance(0.6) ? OWNER : OTHER) + ":";
    return prefix
        + dice.pick("role/app", "role/app", "role/team/worker", "role/gone", "user/ann", "root");
  }

  private static String resource(String partition, String kind) {
    String region = partition.equals("aws") ? "us-east-1" : "cn-north-1";
    String service = kind.equals("queue") ? "sqs" : kind.equals("topic") ? "sns" : "kms";
    String name = kind.equals("key") ? "key/1234abcd-12ab" : "orders";
    return String.join(":", "arn", partition, service, region, OWNER, name);
  }

  /** What the call carries beside what every call of its caller does. */
  private Map<String, List<String>> context(ObjectNode made) {
    Map<String, List<String>> context = new TreeMap<>();
    maybe(context, 0.4, "aws:PrincipalTag/team", dice.pick("blue", "Blue", "b*", "", "1"));
    maybe(context, 0.3, "aws:SecureTransport", "false");
    maybe(context, 0.4, "aws:MultiFactorAuthPresent", dice.pick("true", "false"));
    maybe(context, 0.4, "aws:MultiFactorAuthAge", dice.pick("5", "300", "3600", "0"));
    maybe(context, 0.4, "aws:TokenIssueTime", dice.pick("2026-01-02T00:00:00Z", "2025-12-31"));
    maybe(context, 0.6, "aws:SourceIp", dice.pick("203.0.113.77", "10.1.2.3", "2001:db8::17"));
    maybe(context, 0.4, "x:Binary", dice.pick("QQ==", "QmluYXJ5", "AAEC"));
    maybe(context, 0.3, "kms:ViaService", "sqs.us-east-1.amazonaws.com");
    maybe(context, 0.4, "kms:EncryptionContext:aws:sqs:arn", made.path("resource").asText());
    if (dice.chance(0.5)) {
      context.put("aws:TagKeys", dice.pick(List.of(), List.of("a"), List.of("a", "b")));
    }
    if (dice.chance(0.4)) {
      context.put(
          "aws:PrincipalOrgPaths",
          dice.pick(List.of("o-1/r-1/ou-1/"), List.of("o-1/r-1/", "o-2/r-9/"), List.of("")));
    }
    boolean service = !made.path("caller").asText().startsWith("arn:");
    if (service && dice.chance(0.2)) {
      context.put("aws:SourceArn", null);
      context.put("aws:SourceAccount", null);
    } else if (!service && dice.chance(0.2)) {
      context.put("aws:SourceAccount", List.of(OTHER));
    }
    return context;
  }

  private void maybe(
      Map<String, List<String>> context, double probability, String key, String value) {
    if (dice.chance(probability)) {
      context.put(key, List.of(value));
    }
  }

  /** All that the call carries, for conditions to be grown from. */
  private static Map<String, List<String>> known(
      ObjectNode made, Map<String, List<String>> context) {
    Map<String, List<String>> known =
        new TreeMap<>(
            DifferentialCase.localAws(made).ordinaryContext(made.path("caller").asText()));
    context.forEach(
        (key, values) -> {
          if (values == null || values.isEmpty()) {
            known.remove(key);
          } else {
            known.put(key, values);
          }
        });
    return known;
  }

  private ObjectNode document(String kind, StatementGenerator statements, boolean identity) {
    ObjectNode document = JSON.objectNode();
    if (dice.chance(0.9)) {
      document.put("Version", dice.chance(0.9) ? "2012-10-17" : "2008-10-17");
    }
    if (dice.chance(0.2)) {
      document.put("Id", "policy");
    }
    List<ObjectNode> made = new ArrayList<>();
    for (int i = dice.pick(1, 1, 2, 2, 3, 4); i > 0; i--) {
      made.add(statements.statement(identity, kind.equals("key")));
    }
    if (made.size() == 1 && dice.chance(0.3)) {
      document.set("Statement", made.getFirst());
    } else {
      document.putArray("Statement").addAll(made);
    }
    return document;
  }

  private void hide(ObjectNode hidden, List<String> keys) {
    if (!keys.isEmpty() && dice.chance(0.15)) {
      hidden.put(dice.pick(keys), dice.pick("unknown", "present"));
    }
  }

  private static ArrayNode texts(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
