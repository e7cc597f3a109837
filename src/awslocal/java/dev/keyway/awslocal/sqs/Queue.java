package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.base.Settling;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A queue. */
final class Queue {

  final String arn;
  final String account;
  final String region;
  final String name;
  final boolean fifo;
  final Instant createdAt;
  final Settling<QueueAttributes> attributes;
  final Settling<Optional<StoredPolicy>> policy;
  final Settling<Map<String, String>> tags;
  final Mailbox mailbox = new Mailbox();
  Instant modifiedAt;
  @Nullable Instant purgedAt;

  Queue(
      String arn,
      String account,
      String region,
      String name,
      QueueAttributes attributes,
      Optional<StoredPolicy> policy,
      Map<String, String> tags,
      Instant now) {
    this.arn = arn;
    this.account = account;
    this.region = region;
    this.name = name;
    this.fifo = attributes.fifo();
    this.createdAt = now;
    this.modifiedAt = now;
    this.attributes = new Settling<>(attributes, now);
    this.policy = new Settling<>(policy, now);
    this.tags = new Settling<>(tags, now);
  }
}
