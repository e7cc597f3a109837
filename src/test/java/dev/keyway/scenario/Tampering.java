package dev.keyway.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.kms.KeyState;
import dev.keyway.awslocal.kms.KmsService.KeyView;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What people do in AWS behind Keyway's back, to the example {@code fifo-cross-account}. */
final class Tampering {
  static final String TOPIC = Example.FIFO.topicArn();
  static final String QUEUE = Example.FIFO.queueArn();
  private static final JsonMapper JSON = new JsonMapper();

  private final World world;

  Tampering(World world) {
    this.world = world;
  }

  String key() {
    return world.local.state().keys(World.ACCOUNT, World.REGION).stream()
        .filter(key -> key.state() != KeyState.PENDING_DELETION || key.tags().size() > 1)
        .filter(key -> key.tags().containsKey("keyway.dev/cluster"))
        .map(KeyView::arn)
        .findFirst()
        .orElseThrow();
  }

  String keyPolicy() {
    return world.local.state().key(key()).orElseThrow().policy();
  }

  String queuePolicy() {
    return world.local.state().queue(QUEUE).orElseThrow().policy().orElse("");
  }

  String topicPolicy() {
    return world.local.state().topic(TOPIC).orElseThrow().policy();
  }

  String subscription() {
    return world.local.state().subscriptions(TOPIC).getFirst().arn();
  }

  String otherKey() {
    return world.people.kms().createKey().keyMetadata().arn();
  }

  void keyPolicy(String policy) {
    world.people.kms().putKeyPolicy(r -> r.keyId(key()).policy(policy));
  }

  void queue(Map<String, String> attributes) {
    var url = world.people.url(QUEUE);
    world.people.sqs().setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(attributes));
  }

  void queue(QueueAttributeName name, String value) {
    queue(Map.of(name.toString(), value));
  }

  void topic(String name, String value) {
    world
        .people
        .sns()
        .setTopicAttributes(r -> r.topicArn(TOPIC).attributeName(name).attributeValue(value));
  }

  void subscription(String name, String value) {
    var arn = subscription();
    world
        .people
        .sns()
        .setSubscriptionAttributes(
            r -> r.subscriptionArn(arn).attributeName(name).attributeValue(value));
  }

  void switchEncryptionOff() {
    queue(Map.of("KmsMasterKeyId", "", "SqsManagedSseEnabled", "false"));
  }

  void queuePolicy(String policy) {
    queue(Map.of("Policy", policy));
  }

  void topicPolicy(String policy) {
    topic("Policy", policy);
  }

  void tagQueue(String name, String value) {
    var url = world.people.url(QUEUE);
    world.people.sqs().tagQueue(r -> r.queueUrl(url).tags(Map.of(name, value)));
  }

  void untagTopic(String... tags) {
    world.people.sns().untagResource(r -> r.resourceArn(TOPIC).tagKeys(tags));
  }

  void createTopic() {
    world
        .people
        .sns()
        .createTopic(r -> r.name("shop_payments.fifo").attributes(Map.of("FifoTopic", "true")));
  }

  /** SQS takes a name again a minute after its deletion. */
  void createQueue() {
    world.advance(java.time.Duration.ofSeconds(61));
    world
        .people
        .sqs()
        .createQueue(
            r ->
                r.queueName("shop_payments.fifo")
                    .attributesWithStrings(Map.of("FifoQueue", "true")));
  }

  void disableKey() {
    world.people.kms().disableKey(r -> r.keyId(key()));
  }

  void scheduleKeyDeletion() {
    world.people.kms().scheduleKeyDeletion(r -> r.keyId(key()).pendingWindowInDays(7));
  }

  void describeKey(String description) {
    world.people.kms().updateKeyDescription(r -> r.keyId(key()).description(description));
  }

  void deleteRole(String account, String name) {
    world.local.accounts().deleteRole(account, name);
  }

  void createRole(String account, String name) {
    world.local.accounts().putRole(account, name);
  }

  void deleteQueue() {
    var url = world.people.url(QUEUE);
    world.people.sqs().deleteQueue(r -> r.queueUrl(url));
  }

  void untagQueue(String... tags) {
    var url = world.people.url(QUEUE);
    world.people.sqs().untagQueue(r -> r.queueUrl(url).tagKeys(tags));
  }

  void deleteTopic() {
    world.people.sns().deleteTopic(r -> r.topicArn(TOPIC));
  }

  void unsubscribe() {
    var arn = subscription();
    world.people.sns().unsubscribe(r -> r.subscriptionArn(arn));
  }

  void deleteAlias() {
    world.people.kms().deleteAlias(r -> r.aliasName("alias/keyway/shop/payments"));
  }

  void retargetAlias() {
    var other = otherKey();
    world
        .people
        .kms()
        .updateAlias(r -> r.aliasName("alias/keyway/shop/payments").targetKeyId(other));
  }

  void disableRotation() {
    world.people.kms().disableKeyRotation(r -> r.keyId(key()));
  }

  void rotateEvery(int days) {
    world.people.kms().enableKeyRotation(r -> r.keyId(key()).rotationPeriodInDays(days));
  }

  void untagKey(String... tags) {
    world.people.kms().untagResource(r -> r.keyId(key()).tagKeys(tags));
  }

  /** Take the keys away that stand in for other people's. */
  void removeOtherKeys() {
    world.local.state().keys(World.ACCOUNT, World.REGION).stream()
        .filter(key -> !key.tags().containsKey("keyway.dev/cluster"))
        .forEach(
            key ->
                world
                    .people
                    .kms()
                    .scheduleKeyDeletion(r -> r.keyId(key.arn()).pendingWindowInDays(7)));
  }

  /** A policy with only some of its statements. */
  static String only(String policy, Predicate<JsonNode> keep) {
    var kept = JSON.createArrayNode();
    PolicyScope.statements(policy).stream().filter(keep).forEach(kept::add);
    return JSON.createObjectNode().put("Version", "2012-10-17").set("Statement", kept).toString();
  }

  static String without(String policy, String sidBeginning) {
    return only(policy, s -> !s.path("Sid").asText().startsWith(sidBeginning));
  }

  /** A policy with one more statement. */
  static String with(String policy, String statement) {
    var all = JSON.createArrayNode();
    PolicyScope.statements(policy).forEach(all::add);
    all.add(read(statement));
    return JSON.createObjectNode().put("Version", "2012-10-17").set("Statement", all).toString();
  }

  /** A policy with a statement changed. */
  static String changed(String policy, String sidBeginning, Consumer<ObjectNode> change) {
    var all = JSON.createArrayNode();
    for (var statement : PolicyScope.statements(policy)) {
      if (statement.path("Sid").asText().startsWith(sidBeginning)) {
        change.accept((ObjectNode) statement);
      }
      all.add(statement);
    }
    return JSON.createObjectNode().put("Version", "2012-10-17").set("Statement", all).toString();
  }

  static String statement(String effect, String principal, String action, String resource) {
    return "{\"Sid\":\"theirs\",\"Effect\":\"%s\",\"Principal\":%s,\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(effect, principal, action, resource);
  }

  static String role(String account, String name) {
    return "{\"AWS\":\"arn:aws:iam::" + account + ":role/" + name + "\"}";
  }

  static String roles(String... names) {
    var arns =
        java.util.stream.Stream.of(names)
            .map(name -> "\"arn:aws:iam::" + World.OTHER_ACCOUNT + ":role/" + name + "\"")
            .toList();
    return "{\"AWS\":" + arns + "}";
  }

  static JsonNode json(String text) {
    return read(text);
  }

  static String root() {
    return "{\"AWS\":\"arn:aws:iam::" + World.ACCOUNT + ":root\"}";
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
