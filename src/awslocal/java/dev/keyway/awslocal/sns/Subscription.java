package dev.keyway.awslocal.sns;

import dev.keyway.awslocal.base.Settling;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A subscription of a topic. */
final class Subscription {

  static final String FILTER = "FilterPolicy";
  static final String SCOPE = "FilterPolicyScope";
  static final String RAW = "RawMessageDelivery";
  static final String REDRIVE = "RedrivePolicy";
  static final String REPLAY = "ReplayPolicy";
  static final String BODY_SCOPE = "MessageBody";
  static final String ATTRIBUTES_SCOPE = "MessageAttributes";

  private static final Duration PENDING_LIFE = Duration.ofDays(3);

  /** What never changes. */
  record Identity(
      String arn,
      String topicArn,
      String topicAccount,
      String owner,
      String principal,
      String protocol,
      String endpoint,
      String token,
      Instant createdAt) {}

  final Identity identity;
  final Settling<Map<String, String>> attributes;
  boolean confirmed;
  boolean authenticated;
  @Nullable String replayStatus;
  int replays;

  Subscription(Identity identity, Map<String, String> attributes, boolean confirmed) {
    this.identity = identity;
    this.attributes = new Settling<>(Map.copyOf(attributes), identity.createdAt());
    this.confirmed = confirmed;
    this.authenticated = confirmed;
  }

  /** A subscription that nobody confirms goes away by itself. */
  boolean isStale(Instant now) {
    return !confirmed && now.isAfter(identity.createdAt().plus(PENDING_LIFE));
  }

  static Optional<String> value(Map<String, String> attributes, String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  static boolean isRaw(Map<String, String> attributes) {
    return "true".equals(attributes.get(RAW));
  }

  static boolean isBodyScope(Map<String, String> attributes) {
    return BODY_SCOPE.equals(attributes.get(SCOPE));
  }
}
