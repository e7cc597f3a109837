package dev.keyway.grants;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A channel to ask for grants with. */
final class Examples {
  static final String REGION = "eu-central-1";
  static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:shop_orders";
  static final String OTHER_QUEUE = "arn:aws:sqs:eu-central-1:111122223333:shop_other";
  static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:shop_orders";
  static final String OTHER_TOPIC = "arn:aws:sns:eu-central-1:111122223333:shop_other";
  static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";
  static final String WORKER = "arn:aws:iam::444455556666:role/worker";
  static final String IMPORT = "arn:aws:iam::444455556666:role/import";
  static final String SHOP = "arn:aws:iam::444455556666:user/shop";
  static final String SUPPORT = "arn:aws:iam::111122223333:role/support";
  static final String INTRUDER = "arn:aws:iam::444455556666:role/intruder";
  static final String ASKER = "EncryptedQueue orders";

  static final ServiceAsk S3 =
      new ServiceAsk(
          "s3.amazonaws.com",
          List.of("arn:aws:s3:::uploads"),
          List.of("444455556666", "111122223333"));
  static final ServiceAsk EVENT_BRIDGE =
      new ServiceAsk(
          "events.amazonaws.com",
          List.of("arn:aws:events:eu-central-1:111122223333:rule/nightly"),
          List.of());
  static final ServiceAsk CLOUD_WATCH =
      new ServiceAsk(
          "cloudwatch.amazonaws.com",
          List.of("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*"),
          List.of("111122223333"));

  private Examples() {}

  static QueueAsk queue(String queueArn, List<String> consumers, List<String> producers) {
    return new QueueAsk(
        ASKER,
        queueArn,
        consumers,
        producers,
        List.of(S3, EVENT_BRIDGE),
        List.of(new QueueAsk.Source("TopicSubscription orders", TOPIC)),
        List.of(),
        new QueueAsk.Redrive(
            List.of(SUPPORT), List.of(new QueueAsk.Redriver("EncryptedQueue dead", SUPPORT))));
  }

  static QueueAsk queue() {
    return queue(QUEUE, List.of(WORKER), List.of(IMPORT));
  }

  static TopicAsk topic() {
    return new TopicAsk(
        "EncryptedTopic orders",
        TOPIC,
        List.of(SHOP),
        List.of(CLOUD_WATCH, EVENT_BRIDGE),
        List.of("444455556666"),
        true);
  }

  /** Return everything that a key of that queue and topic is asked for. */
  static List<Grant> onKey() {
    var asked = new ArrayList<Grant>();
    asked.addAll(
        KeyGrants.ofKey(
            "EncryptionKey orders", List.of("111122223333"), List.of(WORKER), List.of(IMPORT)));
    asked.addAll(KeyGrants.ofQueue(queue()));
    asked.addAll(KeyGrants.ofTopic(topic()));
    return asked;
  }

  static List<String> roles(int count) {
    return IntStream.range(0, count)
        .mapToObj("arn:aws:iam::444455556666:role/worker-%03d"::formatted)
        .toList();
  }

  static QueueAsk consumers(List<String> consumers) {
    return new QueueAsk(ASKER, QUEUE, consumers, List.of(), List.of(), List.of());
  }
}
