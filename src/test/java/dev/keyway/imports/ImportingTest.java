package dev.keyway.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.imports.Existing.KeyOf;
import dev.keyway.imports.Imported.Note;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportingTest {
  private static final String ACCOUNT = "111122223333";
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:orders";
  private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VisibilityTimeout             | 30        |
          VisibilityTimeout             | 0         | visibilityTimeoutSeconds: 0
          DelaySeconds                  | 0         |
          DelaySeconds                  | 7         | delaySeconds: 7
          MessageRetentionPeriod        | 345600    |
          MessageRetentionPeriod        | 60        | messageRetentionSeconds: 60
          MaximumMessageSize            | 1048576   |
          MaximumMessageSize            | 262144    | maximumMessageSizeBytes: 262144
          ReceiveMessageWaitTimeSeconds | 0         |
          ReceiveMessageWaitTimeSeconds | 20        | receiveWaitTimeSeconds: 20
          FifoQueue                     | true      | fifo: {}
          RedriveAllowPolicy            | {"redrivePermission":"allowAll"} |
          RedriveAllowPolicy            | {"redrivePermission":"denyAll"}  | mode: DenyAll
          RedriveAllowPolicy            | {"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:eu-central-1:111122223333:src"]} | sourceQueueArns:
          """)
  void anAttributeOfAQueueIsAFieldWhereItIsNotTheDefault(
      String name, String value, String expected) {
    var yaml = yaml(queue(new KeyOf.None(), Map.of(name, value, "SqsManagedSseEnabled", "true")));
    var plain = yaml(queue(new KeyOf.None(), Map.of("SqsManagedSseEnabled", "true")));
    if (expected == null) {
      assertThat(yaml).isEqualTo(plain);
    } else {
      assertThat(yaml).contains(expected).isNotEqualTo(plain);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DisplayName                 | Orders       | displayName: Orders
          SignatureVersion            | 1            |
          SignatureVersion            | 2            | signatureVersion: 2
          TracingConfig               | PassThrough  |
          TracingConfig               | Active       | tracing: Active
          FifoTopic                   | true         | fifo: {}
          SQSFailureFeedbackRoleArn   | arn:aws:iam::111122223333:role/log | deliveryLogging:
          """)
  void anAttributeOfATopicIsAFieldWhereItIsNotTheDefault(
      String name, String value, String expected) {
    var yaml = yaml(topic(new KeyOf.OfAws(), Map.of(name, value)));
    assertThat(yaml).contains(expected == null ? "mode: AwsManagedKey" : expected);
    assertThat(yaml.equals(yaml(topic(new KeyOf.OfAws(), Map.of())))).isEqualTo(expected == null);
  }

  @Test
  void whatHoldsOfAKeyIsSaid() {
    var good = key("Enabled", Optional.of(new KeyRotationStatus(true, 365)), "");
    assertThat(yaml(keyed(good))).contains("mode: Automatic").doesNotContain("Note", "periodDays");
    var disabled = key("Disabled", Optional.of(new KeyRotationStatus(false, null)), "");
    assertThat(yaml(keyed(disabled)))
        .contains("# Note: it is Disabled", "# Note: it is not rotated")
        .doesNotContain("rotation:");
    var doomed = key("PendingDeletion", Optional.empty(), "größe \u20ac");
    assertThat(yaml(keyed(doomed))).doesNotContain("description:");
  }

  @Test
  void aKeyThatCannotBeSeenIsLeftAsItIs() {
    var unseen = new KeyOf.Unseen("alias/gone", "there is no such key");
    assertThat(yaml(queue(unseen, Map.of())))
        .contains("# Note: its key alias/gone is left as it is: there is no such key")
        .doesNotContain("encryption:");
    assertThat(yaml(topic(unseen, Map.of()))).doesNotContain("encryption:");
  }

  @Test
  void anAwsManagedKeyUnderASubscribedQueueIsSaid() {
    var subscription =
        new Existing.Subscription(
            TOPIC + ":5be8f5b6-0000-4000-8000-000000000000",
            Map.of("TopicArn", TOPIC, "Endpoint", QUEUE, "FilterPolicy", "not json"));
    var queue = new Existing.Queue(QUEUE, Map.of(), Map.of(), new KeyOf.OfAws());
    var existing =
        new Existing(ACCOUNT, List.of(), List.of(), List.of(queue), List.of(subscription));
    assertThat(yaml(existing))
        .contains("alias/aws/sqs never lets SNS deliver", "its filter policy is left as it is");
  }

  @Test
  void theDeadLetterQueueOfASubscriptionIsNamed() {
    var dead = QUEUE + "-failed";
    var subscription =
        new Existing.Subscription(
            TOPIC + ":5be8f5b6-0000-4000-8000-000000000000",
            Map.of(
                "TopicArn",
                TOPIC,
                "Endpoint",
                QUEUE,
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + dead + "\"}"));
    var queue = new Existing.Queue(QUEUE, Map.of(), Map.of(), new KeyOf.None());
    var existing =
        new Existing(ACCOUNT, List.of(), List.of(), List.of(queue), List.of(subscription));
    assertThat(yaml(existing)).containsPattern("deadLetter:\\n +queueArn: .*" + dead);
  }

  @Test
  void whatAnotherObjectOfKeywayOwnsIsSaid() {
    var tags = Map.of("keyway.dev/cluster", "prod");
    var queue = new Existing.Queue(QUEUE, Map.of(), tags, new KeyOf.OfAws());
    assertThat(yaml(new Existing(ACCOUNT, List.of(), List.of(), List.of(queue), List.of())))
        .contains("it carries the tags of Keyway in cluster \"prod\"");
  }

  @Test
  void whoIsAllowedToPublishIsAPublisherAndTheRestStays() {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"a","Effect":"Allow","Principal":{"AWS":[
            "arn:aws:iam::111122223333:role/team/Shop_1","arn:aws:iam::111122223333:user/shop-1",
            "arn:aws:iam::444455556666:root"]},"Action":"SNS:Publish","Resource":"%1$s"},
          {"Sid":"b","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},
           "Action":"sns:Publish","Resource":"%1$s","Condition":{
             "ArnLike":{"aws:SourceArn":"arn:aws:s3:::photos"},
             "StringEquals":{"aws:SourceAccount":"111122223333"}}},
          {"Sid":"c","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},
           "Action":"sns:Publish","Resource":"%1$s","Condition":{
             "ArnLike":{"aws:SourceArn":"arn:aws:s3:::*"}}},
          {"Sid":"d","Effect":"Allow","Principal":{"Service":"budgets.amazonaws.com"},
           "Action":"sns:Publish","Resource":"%1$s"},
          {"Sid":"e","Effect":"Allow","Principal":{"AWS":"444455556666"},
           "Action":["sns:Publish","sns:Subscribe"],"Resource":"%1$s"},
          {"Sid":"f","Effect":"Deny","Principal":"*","Action":"sns:Publish","Resource":"%1$s",
           "Condition":{"Bool":{"aws:SecureTransport":"false"}}},
          {"Sid":"g","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/x"},
           "Action":"sns:Publish","Resource":"%1$s",
           "Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}
        """
            .formatted(TOPIC);
    var object =
        Importing.objects(topic(new KeyOf.OfAws(), Map.of("Policy", policy)), Map.of(), false)
            .getFirst();
    assertThat(object.grants().getOrDefault("publishers", List.of()))
        .extracting(who -> who.name())
        .containsExactly("shop-1", "shop-1-2", "account-444455556666", "s3");
    assertThat(object.notes().stream().filter(Note::insecure)).hasSize(2);
    assertThat(staying(object))
        .hasSize(5)
        .allMatch(text -> text.matches("statement \"[cdefg]\".*"));
  }

  @Test
  void whatAPolicyQuotesStaysInItsComment() {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"x\\u2028kind: Secret\\u0085a: b\\nc: d\\u001b[2J","Effect":"Deny","Principal":"*",
           "Action":"sns:Publish","Resource":"%s"}]}
        """
            .formatted(TOPIC);
    assertThat(yaml(topic(new KeyOf.OfAws(), Map.of("Policy", policy))))
        .contains("# Note: stays as it is: statement \"x kind: Secret a: b c: d [2J\": denies");
  }

  @Test
  void namesAreValidAndNoneIsGivenTwice() {
    var queues =
        Stream.of("Orders_V1", "orders-v1", "orders.v1.fifo", "___", "x".repeat(80))
            .map(name -> "arn:aws:sqs:eu-central-1:111122223333:" + name)
            .map(arn -> new Existing.Queue(arn, Map.of(), Map.of(), new KeyOf.OfAws()))
            .toList();
    var existing = new Existing(ACCOUNT, List.of(), List.of(), queues, List.of());
    assertThat(Importing.objects(existing, Map.of(), false).reversed())
        .extracting(Imported::name)
        .containsExactly("orders-v1", "orders-v1-2", "orders-v1-3", "unnamed", "x".repeat(63));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"b"}                       | a: b
          {"a":"true"}                    | a: "true"
          {"a":"No"}                      | a: "No"
          {"a":"123"}                     | a: "123"
          {"a":"arn:aws:sns:::x"}         | a: arn:aws:sns:::x
          {"a":"b: c"}                    | a: "b: c"
          {"a":"b #c"}                    | a: "b #c"
          {"a":""}                        | a: ""
          {"a":"q\\"\\n"}                 | a: "q\\"\\n"
          {"$or":[1,null,true,"x"]}       | "$or": [1, null, true, x]
          {"a":"x\\u2028y\\u0085z"}        | a: "x\\u2028y\\u0085z"
          {"a":"x\\ud83d\\ude00"}          | a: "x\ud83d\ude00"
          {"a":{}}                        | a: {}
          {"a":[]}                        | a: []
          """)
  void yamlSaysWhatJsonSays(String json, String expected) throws Exception {
    var node =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            new com.fasterxml.jackson.databind.json.JsonMapper().readTree(json);
    assertThat(YamlText.lines(node)).containsExactly(expected);
  }

  private static List<String> staying(Imported object) {
    return object.notes().stream()
        .map(Note::text)
        .filter(text -> text.startsWith("stays as it is: "))
        .map(text -> text.substring("stays as it is: ".length()))
        .toList();
  }

  private static Existing queue(KeyOf key, Map<String, String> attributes) {
    var queue = new Existing.Queue(QUEUE, attributes, Map.of(), key);
    return new Existing(ACCOUNT, List.of(), List.of(), List.of(queue), List.of());
  }

  private static Existing topic(KeyOf key, Map<String, String> attributes) {
    var topic = new Existing.Topic(TOPIC, attributes, Map.of(), key, List.of());
    return new Existing(ACCOUNT, List.of(), List.of(topic), List.of(), List.of());
  }

  private static Existing keyed(Existing.Key key) {
    return new Existing(ACCOUNT, List.of(key), List.of(), List.of(), List.of());
  }

  private static Existing.Key key(
      String state, Optional<KeyRotationStatus> rotation, String description) {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*",
         "Principal":{"AWS":"arn:aws:iam::111122223333:root"}}]}
        """;
    var found = new KeyDescription(KEY, state, description, "CUSTOMER", Instant.EPOCH, null);
    return new Existing.Key(found, policy, rotation, Map.of());
  }

  private static String yaml(Existing existing) {
    return Manifests.yaml(
        Importing.objects(existing, Map.of(), false), new Manifests.Style("", false));
  }
}
