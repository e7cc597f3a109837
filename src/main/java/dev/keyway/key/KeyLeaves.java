package dev.keyway.key;

import dev.keyway.api.v1alpha1.KeyUse;
import dev.keyway.key.KeyObservation.Leave;
import dev.keyway.key.KeyObservation.Use;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reading;
import dev.keyway.reconcile.RetiringKeys;
import dev.keyway.reconcile.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges how much longer a key is needed by something that has left it, or that has lost its object
 * (design §5.4, §5.6). What cannot be told keeps the key.
 */
final class KeyLeaves {
  /** The longest that SQS keeps a message; more than SNS retries for when its object is gone. */
  private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

  private final Settings settings;
  private final Clock clock;

  KeyLeaves(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Return when the last message is gone that may be left now. */
  static Instant longest(Instant now) {
    return now.plus(LONGEST_RETENTION).plus(RetiringKeys.MARGIN);
  }

  /** Nobody knows whether its object is gone. */
  Use unknown(Use use) {
    return isLeaving(use) ? with(use, use.entry(), Leave.UNDER_WAY) : retained(use);
  }

  /**
   * Judge a use that no spec asks for.
   *
   * @param present whether its object is there
   * @param reading its AWS object
   */
  Use judge(Use use, boolean present, Reading<Map<String, String>> reading) {
    if (!isLeaving(use)) {
      return retained(use);
    }
    return switch (use.underKey()) {
      case YES -> present ? with(use, use.entry(), Leave.UNDER_WAY) : retained(use);
      case UNKNOWN -> with(use, use.entry(), Leave.UNDER_WAY);
      case NO -> left(use, present, reading instanceof Reading.Absent<?>);
    };
  }

  private Use left(Use use, boolean present, boolean gone) {
    var now = clock.instant();
    var e = use.entry();
    boolean messagesGone = gone && e.kind().equals(Kind.ENCRYPTED_QUEUE.kubernetesName());
    if (messagesGone || (e.until() != null && !now.isBefore(Instant.parse(e.until())))) {
      return use;
    }
    if (e.until() == null && !present) {
      var end = longest(now).toString();
      var since = Objects.requireNonNullElse(e.since(), now.toString());
      var bounded = new KeyUse(e.arn(), e.kind(), e.name(), e.retained(), true, since, end);
      return with(use, bounded, Leave.UNDER_WAY);
    }
    return with(use, e, phase(e, now));
  }

  private Leave phase(KeyUse entry, Instant now) {
    boolean settled =
        entry.since() != null
            && !now.isBefore(Instant.parse(entry.since()).plus(settings.withdraw()));
    return settled ? Leave.MESSAGES_LEFT : Leave.UNDER_WAY;
  }

  private static boolean isLeaving(Use use) {
    return Boolean.TRUE.equals(use.entry().retiring());
  }

  private static Use with(Use use, KeyUse entry, Leave leave) {
    return new Use(
        entry, use.wanted(), use.underKey(), use.stillAdmitted(), Optional.of(leave), use.frozen());
  }

  private static Use retained(Use use) {
    var e = use.entry();
    var entry = new KeyUse(e.arn(), e.kind(), e.name(), true, null, null, null);
    return new Use(
        entry, use.wanted(), use.underKey(), use.stillAdmitted(), Optional.empty(), use.frozen());
  }
}
