package dev.keyway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyway.aws.Aws;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.QueueService;
import dev.keyway.aws.TopicService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The IAM policy of the operator allows what the ports call, and nothing more. */
class IamPolicyTest {
  private static final Path POLICY = Path.of("docs", "operating", "iam-policy.json");

  private static final Path FOREIGN_TOPICS =
      Path.of("docs", "operating", "iam-policy-foreign-topics.json");

  private static final Path DELIVERY_LOGGING =
      Path.of("docs", "operating", "iam-policy-delivery-logging.json");

  /** AWS's limit for a managed policy, blanks not counted. */
  private static final int MOST_CHARACTERS = 6144;

  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("describe", List.of("DescribeKey")),
          Map.entry("policy", List.of("GetKeyPolicy")),
          Map.entry("rotation", List.of("GetKeyRotationStatus")),
          Map.entry("tags", List.of("ListResourceTags")),
          Map.entry("aliases", List.of("ListAliases")),
          Map.entry("list", List.of("ListKeys")),
          Map.entry("create", List.of("CreateKey", "TagResource")),
          Map.entry("putPolicy", List.of("PutKeyPolicy")),
          Map.entry("updateDescription", List.of("UpdateKeyDescription")),
          Map.entry("enable", List.of("EnableKey")),
          Map.entry("disable", List.of("DisableKey")),
          Map.entry("enableRotation", List.of("EnableKeyRotation")),
          Map.entry("disableRotation", List.of("DisableKeyRotation")),
          Map.entry("scheduleDeletion", List.of("ScheduleKeyDeletion")),
          Map.entry("cancelDeletion", List.of("CancelKeyDeletion")),
          Map.entry("createAlias", List.of("CreateAlias")),
          Map.entry("updateAlias", List.of("UpdateAlias")),
          Map.entry("deleteAlias", List.of("DeleteAlias")),
          Map.entry("tag", List.of("TagResource")),
          Map.entry("untag", List.of("UntagResource")));
  private static final Map<String, List<String>> TOPICS =
      Map.ofEntries(
          Map.entry("attributes", List.of("GetTopicAttributes")),
          Map.entry("tags", List.of("ListTagsForResource")),
          Map.entry("create", List.of("CreateTopic", "TagResource")),
          Map.entry("setAttribute", List.of("SetTopicAttributes")),
          Map.entry("delete", List.of("DeleteTopic")),
          Map.entry("tag", List.of("TagResource")),
          Map.entry("untag", List.of("UntagResource")),
          Map.entry("subscriptions", List.of("ListSubscriptionsByTopic")),
          Map.entry("ownSubscriptions", List.of("ListSubscriptions")),
          Map.entry("subscriptionAttributes", List.of("GetSubscriptionAttributes")),
          Map.entry("subscribe", List.of("Subscribe")),
          Map.entry("setSubscriptionAttribute", List.of("SetSubscriptionAttributes")),
          Map.entry("startReplay", List.of("SetSubscriptionAttributes")),
          Map.entry("unsubscribe", List.of("Unsubscribe")));
  private static final Map<String, List<String>> QUEUES =
      Map.of(
          "url", List.of("GetQueueUrl"),
          "attributes", List.of("GetQueueAttributes"),
          "tags", List.of("ListQueueTags"),
          "create", List.of("CreateQueue", "TagQueue"),
          "setAttributes", List.of("SetQueueAttributes"),
          "delete", List.of("DeleteQueue"),
          "tag", List.of("TagQueue"),
          "untag", List.of("UntagQueue"));

  /** Actions of IAM's reference that take no resource. */
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of(
          "kms:CreateKey",
          "kms:ListAliases",
          "kms:ListKeys",
          "sns:GetSubscriptionAttributes",
          "sns:ListSubscriptions",
          "sns:SetSubscriptionAttributes",
          "sns:Unsubscribe");

  @Test
  void everyMethodOfThePortsIsListedHere() {
    // GetCallerIdentity, behind Aws.identity, needs no permission.
    assertThat(methods(Aws.class)).containsOnly("identity", "keys", "topics", "queues");
    assertThat(methods(KeyService.class)).isEqualTo(new TreeSet<>(KEYS.keySet()));
    assertThat(methods(TopicService.class)).isEqualTo(new TreeSet<>(TOPICS.keySet()));
    assertThat(methods(QueueService.class)).isEqualTo(new TreeSet<>(QUEUES.keySet()));
  }

  @Test
  void allowsWhatThePortsCallAndNothingMore() throws IOException {
    var needed =
        Stream.of(actions("kms", KEYS), actions("sns", TOPICS), actions("sqs", QUEUES))
            .flatMap(actions -> actions)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(allowed().keySet()).isEqualTo(needed);
  }

  @Test
  void writesNeedOurTagWhereverAwsCanCheckIt() throws IOException {
    var untagged =
        allowed().entrySet().stream()
            .filter(action -> !isRead(action.getKey()))
            .filter(action -> !WITHOUT_RESOURCE.contains(action.getKey()))
            .flatMap(action -> action.getValue().stream())
            .filter(statement -> !statement.at("/Sid").asText().equals("AliasesHaveNoTags"))
            .filter(statement -> !tagged(statement))
            .toList();

    assertThat(untagged).isEmpty();
    assertThat(allowed().get("kms:CreateKey")).allMatch(IamPolicyTest::tagged);
  }

  @Test
  void topicsOfOthersMayBeReadAndSubscribedByQueuesAndNothingElse() throws IOException {
    var allowed = allowed(FOREIGN_TOPICS);

    assertThat(allowed.keySet()).containsExactly("sns:GetTopicAttributes", "sns:Subscribe");
    assertThat(allowed.get("sns:Subscribe"))
        .allMatch(s -> s.at("/Condition/StringEquals/sns:Protocol").asText().equals("sqs"));
  }

  @Test
  void rolesThatLogDeliveriesMayBePassedToSnsAlone() throws IOException {
    var allowed = allowed(DELIVERY_LOGGING);

    assertThat(allowed.keySet()).containsExactly("iam:PassRole");
    assertThat(allowed.get("iam:PassRole"))
        .allMatch(
            s ->
                s.at("/Condition/StringEquals/iam:PassedToService")
                    .asText()
                    .equals("sns.amazonaws.com"))
        .noneMatch(s -> s.get("Resource").asText().contains("*"));
  }

  @Test
  void fitsIntoOneManagedPolicy() throws IOException {
    assertThat(new ObjectMapper().writeValueAsString(statements(POLICY)))
        .hasSizeLessThan(MOST_CHARACTERS);
  }

  private static boolean isRead(String action) {
    var operation = action.substring(action.indexOf(':') + 1);
    return operation.startsWith("Get")
        || operation.startsWith("List")
        || operation.startsWith("Describe");
  }

  private static boolean tagged(JsonNode statement) {
    var equal = statement.at("/Condition/StringEquals");
    return Stream.of("aws:RequestTag", "aws:ResourceTag")
        .map(key -> equal.path(key + "/keyway.dev/cluster").asText())
        .anyMatch("CLUSTER_ID"::equals);
  }

  private static Map<String, List<JsonNode>> allowed() throws IOException {
    return allowed(POLICY);
  }

  private static Map<String, List<JsonNode>> allowed(Path file) throws IOException {
    var allowed = new TreeMap<String, List<JsonNode>>();
    for (var statement : statements(file)) {
      if (statement.get("Effect").asText().equals("Allow")) {
        var actions = statement.get("Action");
        for (var action : actions.isArray() ? actions : List.of(actions)) {
          allowed.computeIfAbsent(action.asText(), _ -> new ArrayList<>()).add(statement);
        }
      }
    }
    return allowed;
  }

  private static JsonNode statements(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile()).get("Statement");
  }

  private static Stream<String> actions(String service, Map<String, List<String>> operations) {
    return operations.values().stream()
        .flatMap(List::stream)
        .map(operation -> service + ":" + operation);
  }

  private static Set<String> methods(Class<?> port) {
    return Arrays.stream(port.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(method -> method.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
