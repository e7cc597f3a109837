package dev.keyway.aws.sdk;

import java.util.Map;

/** How many calls of an API operation AWS takes per second, account and region. */
final class PublishedRates {
  /** AWS KMS Developer Guide, "Request quotas": default shared by all regions, adjustable. */
  private static final Map<String, Integer> KMS =
      Map.ofEntries(
          Map.entry("CancelKeyDeletion", 5),
          Map.entry("CreateAlias", 5),
          Map.entry("CreateKey", 5),
          Map.entry("DeleteAlias", 15),
          Map.entry("DescribeKey", 2000),
          Map.entry("DisableKey", 5),
          Map.entry("DisableKeyRotation", 5),
          Map.entry("EnableKey", 5),
          Map.entry("EnableKeyRotation", 15),
          Map.entry("GetKeyPolicy", 1000),
          Map.entry("GetKeyRotationStatus", 1000),
          Map.entry("ListAliases", 500),
          Map.entry("ListKeys", 500),
          Map.entry("ListResourceTags", 2000),
          Map.entry("PutKeyPolicy", 15),
          Map.entry("ScheduleKeyDeletion", 15),
          Map.entry("TagResource", 10),
          Map.entry("UntagResource", 5),
          Map.entry("UpdateAlias", 5),
          Map.entry("UpdateKeyDescription", 5));

  /** Amazon SNS API Reference, text of each operation; tagging operations share one figure. */
  private static final Map<String, Integer> SNS =
      Map.of(
          "ListSubscriptionsByTopic", 30,
          "ListTagsForResource", 10,
          "Subscribe", 100,
          "TagResource", 10,
          "UntagResource", 10,
          "Unsubscribe", 100);

  /** Not published; users report that ListQueueTags throttles long before the others do. */
  private static final Map<String, Integer> SQS =
      Map.of("ListQueueTags", 10, "TagQueue", 10, "UntagQueue", 10);

  /** For what AWS does not publish: below every published rate of a control-plane read. */
  private static final int UNPUBLISHED = 20;

  private static final Map<String, Map<String, Integer>> SERVICES =
      Map.of("kms", KMS, "sns", SNS, "sqs", SQS);

  private PublishedRates() {}

  /** Return the rate of that operation per second. */
  static double of(ApiOperation api) {
    return SERVICES
        .getOrDefault(api.service(), Map.of())
        .getOrDefault(api.operation(), UNPUBLISHED);
  }
}
