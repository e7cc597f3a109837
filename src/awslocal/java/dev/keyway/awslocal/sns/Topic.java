package dev.keyway.awslocal.sns;

import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Settling;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A topic. */
final class Topic {

  /** What a deduplication id was given to. */
  record Published(String messageId, String sequenceNumber, Instant at) {}

  private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

  final String arn;
  final String account;
  final String region;
  final String name;
  final boolean fifo;
  final Instant createdAt;
  final Settling<Map<String, String>> attributes;
  final Settling<StoredPolicy> policy;
  final Settling<Map<String, String>> tags;
  private final Map<String, Published> published = new HashMap<>();
  int deletedSubscriptions;
  private @Nullable Archive archive;

  Topic(
      Arn arn,
      boolean fifo,
      Map<String, String> attributes,
      StoredPolicy policy,
      Map<String, String> tags,
      Instant now) {
    this.arn = arn.toString();
    this.account = arn.account();
    this.region = arn.region();
    this.name = arn.resource();
    this.fifo = fifo;
    this.createdAt = now;
    this.attributes = new Settling<>(Map.copyOf(attributes), now);
    this.policy = new Settling<>(policy, now);
    this.tags = new Settling<>(Map.copyOf(tags), now);
  }

  /** What the topic keeps, if it keeps anything. */
  @Nullable Archive archive() {
    return archive;
  }

  /** Keeps messages for so many days; without days, lets go of all that are kept. */
  void archive(Optional<Integer> days, Instant now) {
    if (days.isEmpty()) {
      archive = null;
    } else if (archive == null) {
      archive = new Archive(now, days.get());
    } else {
      archive.retain(days.get());
    }
  }

  Optional<Published> duplicateOf(String scopedId, Instant now) {
    published.values().removeIf(p -> !now.isBefore(p.at().plus(DEDUPLICATION)));
    return Optional.ofNullable(published.get(scopedId));
  }

  void remember(String scopedId, Published message) {
    published.put(scopedId, message);
  }
}
