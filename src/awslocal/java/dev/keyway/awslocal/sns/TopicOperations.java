package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Making, configuring and deleting topics. */
final class TopicOperations {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final String FIFO_SUFFIX = ".fifo";
  private static final int MAX_NAME = 256;

  private final TopicStore store;
  private final SnsGuard guard;
  private final Timing timing;
  private final Accounts accounts;
  private final TopicPolicies policies;

  TopicOperations(TopicStore store, SnsGuard guard, Timing timing, Accounts accounts) {
    this.store = store;
    this.guard = guard;
    this.timing = timing;
    this.accounts = accounts;
    this.policies = new TopicPolicies(accounts);
  }

  Map<String, Operation> operations() {
    return Map.of(
        "CreateTopic", Operation.write(this::createTopic),
        "GetTopicAttributes", Operation.read(this::getTopicAttributes),
        "SetTopicAttributes", Operation.write(this::setTopicAttributes),
        "DeleteTopic", Operation.write(this::deleteTopic),
        "ListTopics", Operation.read(this::listTopics));
  }

  private ObjectNode createTopic(Invocation call) {
    String name = call.params().require("Name");
    Map<String, String> given = new LinkedHashMap<>(call.params().map("Attributes"));
    boolean fifo = isFifo(name, given.remove(TopicAttributes.FIFO));
    Arn arn = new Arn(accounts.partition(), "sns", call.region(), call.caller().account(), name);
    Map<String, String> tags = TopicTags.checked(call.params().pairs("Tags", "Key", "Value"));
    call.concerns(arn.toString());
    guard.checkIdentity(call, "sns:CreateTopic", arn.toString());
    if (!tags.isEmpty()) {
      guard.checkIdentity(call, "sns:TagResource", arn.toString());
    }
    Optional<StoredPolicy> policy =
        Optional.ofNullable(given.remove(TopicAttributes.POLICY)).map(policies::read);
    Map<String, String> attributes = TopicAttributes.changed(Map.of(), given, fifo);
    given.forEach((attribute, value) -> passRole(call, attribute, value));
    Optional<Topic> existing = store.find(arn.toString());
    if (existing.isPresent()) {
      requireSame(existing.get(), attributes, policy, tags);
    } else {
      StoredPolicy initial =
          policy.orElseGet(() -> policies.initial(arn.toString(), arn.account()));
      Topic made = new Topic(arn, fifo, attributes, initial, tags, timing.now());
      archive(made, attributes);
      store.add(made);
    }
    return Json.object().put("TopicArn", arn.toString());
  }

  private static boolean isFifo(String name, @Nullable String flag) {
    boolean suffixed = name.endsWith(FIFO_SUFFIX);
    String stem = suffixed ? name.substring(0, name.length() - FIFO_SUFFIX.length()) : name;
    if (!NAME.matcher(stem).matches() || name.length() > MAX_NAME) {
      throw SnsErrors.invalid("Topic Name");
    }
    boolean wanted = "true".equals(flag);
    if (wanted && !suffixed) {
      throw SnsErrors.invalid(
          "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase"
              + " ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256"
              + " characters long.");
    }
    if (suffixed && !wanted) {
      throw SnsErrors.invalid("Topic Name");
    }
    return wanted;
  }

  /** What was given has to be what is there; what was not given always matches. */
  private void requireSame(
      Topic topic,
      Map<String, String> attributes,
      Optional<StoredPolicy> policy,
      Map<String, String> tags) {
    Map<String, String> there =
        new LinkedHashMap<>(Map.of(TopicAttributes.CONTENT_DEDUPLICATION, "false"));
    there.putAll(topic.attributes.latest());
    String present = topic.policy.latest().textAsRead(accounts);
    boolean samePolicy = policy.map(StoredPolicy::text).map(present::equals).orElse(true);
    if (!samePolicy || !there.entrySet().containsAll(attributes.entrySet())) {
      throw SnsErrors.invalid("Attributes", "Topic already exists with different attributes");
    }
    if (!tags.isEmpty() && !tags.equals(topic.tags.latest())) {
      throw SnsErrors.invalid("Tags", "Topic already exists with different tags");
    }
  }

  private ObjectNode getTopicAttributes(Invocation call) {
    Topic topic = guard.topic(call, "sns:GetTopicAttributes");
    Map<String, String> all =
        TopicAttributes.described(topic, store.subscriptionsOf(topic.arn), timing, accounts);
    return Json.object().set("Attributes", Json.object(all));
  }

  private ObjectNode setTopicAttributes(Invocation call) {
    Topic topic = guard.topic(call, "sns:SetTopicAttributes");
    String name = call.params().require("AttributeName");
    String value = call.params().text("AttributeValue").orElse("");
    if (name.equals(TopicAttributes.POLICY)) {
      StoredPolicy policy =
          value.isEmpty() ? policies.initial(topic.arn, topic.account) : policies.read(value);
      topic.policy.write(policy, timing.now());
    } else {
      Map<String, String> next =
          TopicAttributes.changed(topic.attributes.latest(), Map.of(name, value), topic.fifo);
      passRole(call, name, value);
      topic.attributes.write(Map.copyOf(next), timing.now());
      archive(topic, next);
    }
    return Json.object();
  }

  /** Deleting a topic that is gone succeeds. */
  private ObjectNode deleteTopic(Invocation call) {
    String arn = call.params().require("TopicArn");
    if (store.find(arn).isEmpty() && Arn.isOf("sns", arn)) {
      call.concerns(arn);
      guard.checkIdentity(call, "sns:DeleteTopic", arn);
      return Json.object();
    }
    Topic topic = guard.topic(call, "sns:DeleteTopic");
    if (topic.archive() != null) {
      throw AwsError.sender(
          "InvalidState", "Invalid state: Cannot delete a topic with an ArchivePolicy");
    }
    store.remove(topic);
    return Json.object();
  }

  private void archive(Topic topic, Map<String, String> attributes) {
    Optional<String> policy = Optional.ofNullable(attributes.get(ArchivePolicy.NAME));
    topic.archive(policy.flatMap(ArchivePolicy::days), timing.now());
  }

  /** Whoever has SNS use a role has to be allowed to pass it on. */
  private void passRole(Invocation call, String attribute, String value) {
    if (Feedback.isRole(attribute) && !value.isEmpty()) {
      guard.checkPassRole(call, value);
    }
  }

  private ObjectNode listTopics(Invocation call) {
    guard.checkIdentity(call, "sns:ListTopics", "*");
    List<Topic> all =
        store.of(call.caller().account(), call.region()).stream()
            .filter(topic -> timing.isListed(topic.createdAt))
            .toList();
    Slice<Topic> slice = Slice.of(all, call.params());
    ArrayNode topics = Json.array();
    slice.items().forEach(topic -> topics.addObject().put("TopicArn", topic.arn));
    return slice.describe(Json.object().set("Topics", topics));
  }
}
