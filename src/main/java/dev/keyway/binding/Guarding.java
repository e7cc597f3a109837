package dev.keyway.binding;

import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.reconcile.ArnBounds;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a spec against the guardrails of the binding that serves its namespace; pure.
 *
 * <p>Principals are not looked at here: whom guardrails do not let in is left out of policies one
 * by one (see {@link dev.keyway.grants.PrincipalBounds}).
 */
final class Guarding {
  private final Settings settings;
  private final Predicate<String> isOurs;

  /**
   * Hold specs against the guardrails in these settings.
   *
   * @param isOurs whether an object that the spec may refer to looks after the AWS object of that
   *     ARN
   */
  Guarding(Settings settings, Predicate<String> isOurs) {
    this.settings = settings;
    this.isOurs = isOurs;
  }

  /** Return what the spec asks for and must not, each with what to do. */
  List<String> violations(KeywaySpec spec) {
    var found = new ArrayList<String>();
    region(spec).ifPresent(found::add);
    retain(spec).ifPresent(found::add);
    adopt(spec).ifPresent(found::add);
    switch (spec) {
      case EncryptedTopicSpec topic -> ofTopic(topic).forEach(found::add);
      case EncryptedQueueSpec queue -> ofQueue(queue).forEach(found::add);
      case TopicSubscriptionSpec subscription -> ofSubscription(subscription).forEach(found::add);
      default -> {}
    }
    return List.copyOf(found);
  }

  /** Return why the object must not take its AWS object with it. */
  List<String> violationsOfDeletion(KeywaySpec spec) {
    return retain(spec).stream().toList();
  }

  private Stream<String> ofTopic(EncryptedTopicSpec spec) {
    var encryption = spec.encryption();
    return encryption == null
        ? Stream.empty()
        : Stream.concat(
            mode(encryption.mode()).stream(),
            arn("encryption.keyArn", encryption.keyArn(), "keyRef").stream());
  }

  private Stream<String> ofQueue(EncryptedQueueSpec spec) {
    var found = new ArrayList<String>();
    var encryption = spec.encryption();
    if (encryption != null) {
      mode(encryption.mode()).ifPresent(found::add);
      arn("encryption.keyArn", encryption.keyArn(), "keyRef").ifPresent(found::add);
    }
    var dead = spec.deadLetter();
    if (dead != null) {
      arn("deadLetter.queueArn", dead.queueArn(), "queueRef").ifPresent(found::add);
    }
    var allow = spec.redriveAllow();
    if (allow != null) {
      allow
          .sourceQueueArns()
          .forEach(
              arn ->
                  arn("redriveAllow.sourceQueueArns", arn, "sourceQueueRefs")
                      .ifPresent(found::add));
    }
    return found.stream();
  }

  private Stream<String> ofSubscription(TopicSubscriptionSpec spec) {
    var dead = spec.deadLetter();
    return Stream.concat(
        arn("topicArn", spec.topicArn(), "topicRef").stream(),
        dead == null
            ? Stream.empty()
            : arn("deadLetter.queueArn", dead.queueArn(), "queueRef").stream());
  }

  private Optional<String> region(KeywaySpec spec) {
    var region = AwsNames.region(settings, regionOf(spec));
    return settings.tenancy().admitsRegion(region)
        ? Optional.empty()
        : Optional.of("region " + region + " is not among its regions");
  }

  private static @Nullable String regionOf(KeywaySpec spec) {
    return switch (spec) {
      case EncryptionKeySpec key -> key.region();
      case EncryptedTopicSpec topic -> topic.region();
      case EncryptedQueueSpec queue -> queue.region();
      default -> null;
    };
  }

  private Optional<String> retain(KeywaySpec spec) {
    boolean required =
        Boolean.TRUE.equals(settings.tenancy().guardrails().requireRetain())
            && !(spec instanceof TopicSubscriptionSpec);
    return required && spec.deletionPolicy() == DeletionPolicy.DELETE
        ? Optional.of("deletionPolicy must be Retain, or absent (requireRetain)")
        : Optional.empty();
  }

  // A subscription has its topic and its queue; whoever may use them may adopt it.
  private Optional<String> adopt(KeywaySpec spec) {
    var adopt = spec.adopt();
    return adopt == null
            || spec instanceof TopicSubscriptionSpec
            || settings.tenancy().admitsArn(adopt.arn())
        ? Optional.empty()
        : Optional.of("adopt.arn is not among its " + ArnBounds.list(adopt.arn()));
  }

  private Optional<String> mode(Enum<?> mode) {
    var modes = settings.tenancy().guardrails().encryptionModes();
    return modes.isEmpty() || modes.stream().anyMatch(m -> m.name().equals(mode.name()))
        ? Optional.empty()
        : Optional.of("encryption.mode is not among its encryptionModes");
  }

  private Optional<String> arn(String field, @Nullable String arn, String instead) {
    return arn == null || settings.tenancy().admitsArn(arn) || isOurs.test(arn)
        ? Optional.empty()
        : Optional.of(
            "%s is not among its %s; for what an object of Keyway looks after use %s"
                .formatted(field, ArnBounds.list(arn), instead));
  }
}
