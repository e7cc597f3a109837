package dev.keyway.awslocal.sns;

import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.iam.Accounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The attributes of a topic but its policy ("SetTopicAttributes", API reference). */
final class TopicAttributes {

  static final String FIFO = "FifoTopic";
  static final String KMS_KEY = "KmsMasterKeyId";
  static final String CONTENT_DEDUPLICATION = "ContentBasedDeduplication";
  static final String THROUGHPUT_SCOPE = "FifoThroughputScope";
  static final String POLICY = "Policy";

  private static final Set<String> FIFO_ONLY =
      Set.of(CONTENT_DEDUPLICATION, THROUGHPUT_SCOPE, ArchivePolicy.NAME);
  private static final Pattern FEEDBACK = Feedback.NAME;
  private static final Map<String, Pattern> OTHERS =
      Map.of(
          "DisplayName",
          Pattern.compile(".{0,100}", Pattern.DOTALL),
          "DeliveryPolicy",
          Pattern.compile(".*", Pattern.DOTALL),
          "TracingConfig",
          Pattern.compile("PassThrough|Active"),
          "SignatureVersion",
          Pattern.compile("1|2"),
          KMS_KEY,
          Pattern.compile(".{0,2048}"),
          "MaximumMessageSize",
          Pattern.compile("\\d{4,7}"),
          CONTENT_DEDUPLICATION,
          Pattern.compile("true|false"),
          THROUGHPUT_SCOPE,
          Pattern.compile("Topic|MessageGroup"),
          ArchivePolicy.NAME,
          Pattern.compile(".*", Pattern.DOTALL));
  private static final String DEFAULT_DELIVERY =
      """
      {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,\
      "numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,\
      "backoffFunction":"linear"},"disableSubscriptionOverrides":false,\
      "defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""";

  private TopicAttributes() {}

  /** The attributes after a change; empty texts take an attribute away. */
  static Map<String, String> changed(
      Map<String, String> former, Map<String, String> change, boolean fifo) {
    Map<String, String> next = new LinkedHashMap<>(former);
    change.forEach(
        (name, value) -> {
          check(name, value, fifo);
          if (value.isEmpty() || value.equals("{}")) {
            next.remove(name);
          } else {
            next.put(name, value);
          }
        });
    return next;
  }

  private static void check(String name, String value, boolean fifo) {
    Pattern pattern = FEEDBACK.matcher(name).matches() ? FEEDBACK : OTHERS.get(name);
    if (pattern == null || (FIFO_ONLY.contains(name) && !fifo)) {
      throw SnsErrors.invalid("AttributeName");
    }
    boolean free = pattern == FEEDBACK || value.isEmpty();
    if (!free && !pattern.matcher(value).matches()) {
      throw SnsErrors.invalid("Attributes", "Invalid value for attribute " + name);
    }
    if (name.equals(ArchivePolicy.NAME)) {
      ArchivePolicy.days(value);
    }
    if (pattern == FEEDBACK) {
      Feedback.check(name, value);
    }
    if (name.equals("DeliveryPolicy") && !value.isEmpty() && Json.readObject(value).isEmpty()) {
      throw SnsErrors.invalid("DeliveryPolicy: JSON exception");
    }
  }

  /** As GetTopicAttributes answers: what was set, and a few that are always there. */
  static Map<String, String> described(
      Topic topic, List<Subscription> subscriptions, Timing timing, Accounts accounts) {
    Map<String, String> all = new LinkedHashMap<>();
    Map<String, String> set = timing.read(topic.attributes);
    long confirmed = subscriptions.stream().filter(s -> s.confirmed).count();
    all.put("TopicArn", topic.arn);
    all.put("Owner", topic.account);
    all.put(POLICY, timing.read(topic.policy).textAsRead(accounts));
    all.put("DisplayName", "");
    all.put("SubscriptionsConfirmed", Long.toString(confirmed));
    all.put("SubscriptionsPending", Long.toString(subscriptions.size() - confirmed));
    all.put("SubscriptionsDeleted", Integer.toString(topic.deletedSubscriptions));
    all.put(
        "EffectiveDeliveryPolicy",
        Optional.ofNullable(set.get("DeliveryPolicy")).orElse(DEFAULT_DELIVERY));
    if (topic.fifo) {
      all.put(FIFO, "true");
      all.put(CONTENT_DEDUPLICATION, "false");
      all.put(THROUGHPUT_SCOPE, "Topic");
    }
    all.putAll(set);
    Archive archive = topic.archive();
    if (archive != null) {
      all.put("BeginningArchiveTime", archive.beginning(timing.now()).toString());
    }
    return all;
  }
}
