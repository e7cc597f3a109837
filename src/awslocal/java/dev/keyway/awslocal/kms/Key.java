package dev.keyway.awslocal.kms;

import dev.keyway.awslocal.base.Settling;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A KMS key. */
final class Key {

  static final int DEFAULT_ROTATION_DAYS = 365;
  static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

  /** Who made it and of what sort it is; never changes. */
  record Identity(
      String arn,
      String id,
      String account,
      String region,
      String spec,
      String usage,
      boolean awsManaged,
      Instant createdAt) {}

  /** Automatic rotation, counted from when it was set. */
  record Rotation(boolean enabled, int periodDays, Instant since) {

    Instant next(Instant now) {
      Instant next = since.plus(Duration.ofDays(periodDays));
      while (!next.isAfter(now)) {
        next = next.plus(Duration.ofDays(periodDays));
      }
      return next;
    }
  }

  final Identity identity;
  final Settling<KeyState> state;
  final Settling<StoredPolicy> policy;
  final Settling<Map<String, String>> tags;
  final Settling<Rotation> rotation;
  final Settling<String> description;
  @Nullable Instant deletionDate;

  Key(Identity identity, StoredPolicy policy, Map<String, String> tags, String description) {
    Instant now = identity.createdAt();
    this.identity = identity;
    this.state = new Settling<>(KeyState.ENABLED, now);
    this.policy = new Settling<>(policy, now);
    this.tags = new Settling<>(Map.copyOf(tags), now);
    this.rotation = new Settling<>(new Rotation(false, DEFAULT_ROTATION_DAYS, now), now);
    this.description = new Settling<>(description, now);
  }

  String arn() {
    return identity.arn();
  }

  boolean isSymmetric() {
    return identity.spec().equals(SYMMETRIC);
  }
}
