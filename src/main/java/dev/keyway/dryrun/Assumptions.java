package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.QueueDeadLetter;
import dev.keyway.api.v1alpha1.SubscriptionDeadLetter;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.KeyReferences;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Settings;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is taken for granted: what objects name by ARN is there, and a replay is of the past. */
final class Assumptions {
  private Assumptions() {}

  static Set<String> of(DeclaredObjects objects) {
    var named =
        objects
            .specs()
            .flatMap(spec -> named(spec).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    named.removeAll(Adoptees.arns(objects));
    return named;
  }

  /** Return the dead-letter queues that are named by ARN and that none of the objects makes. */
  static Set<String> deadLetterQueues(
      DeclaredObjects objects, Settings settings, AccountIdentity identity) {
    var named =
        objects
            .specs()
            .flatMap(spec -> deadLetterQueue(spec).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    objects.names().stream()
        .map(ObjectName::namespace)
        .distinct()
        .flatMap(objects::queues)
        .forEach(queue -> named.remove(AwsNames.queueArn(settings, identity, queue)));
    return named;
  }

  private static Optional<String> deadLetterQueue(@Nullable Object spec) {
    return switch (Objects.requireNonNull(spec)) {
      case EncryptedQueueSpec queue ->
          Optional.ofNullable(queue.deadLetter()).map(QueueDeadLetter::queueArn);
      case TopicSubscriptionSpec subscription ->
          Optional.ofNullable(subscription.deadLetter()).map(SubscriptionDeadLetter::queueArn);
      default -> Optional.empty();
    };
  }

  /** Return a time that is not before any from which a replay is asked for. */
  static Instant now(DeclaredObjects objects) {
    return objects
        .specs()
        .flatMap(spec -> replayFrom(spec).stream())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Optional<Instant> replayFrom(@Nullable Object spec) {
    try {
      return spec instanceof TopicSubscriptionSpec subscription
          ? Optional.ofNullable(subscription.replayFrom())
              .map(from -> OffsetDateTime.parse(from).toInstant())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> named(@Nullable Object spec) {
    return switch (Objects.requireNonNull(spec)) {
      case EncryptedQueueSpec queue -> KeyReferences.arnOf(queue);
      case EncryptedTopicSpec topic -> KeyReferences.arnOf(topic);
      case TopicSubscriptionSpec subscription -> Optional.ofNullable(subscription.topicArn());
      default -> Optional.empty();
    };
  }
}
