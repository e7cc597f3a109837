package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyUse;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.grants.Grant;
import dev.keyway.grants.GrantKind;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds in AWS what status does not say: what uses a key whose owner returns, or was restored
 * without status. The key's own policy names the topics that it serves, and SNS their queues.
 */
final class ForgottenUses {
  private static final Set<GrantKind> OF_TOPICS =
      Set.of(GrantKind.SNS_DELIVERY, GrantKind.TOPIC_ARCHIVE);

  private final Observations observations;
  private final Freshness freshness;
  private final String namespace;

  ForgottenUses(Observations observations, String namespace, Freshness freshness) {
    this.namespace = namespace;
    this.observations = observations;
    this.freshness = freshness;
  }

  /** Return whether status says nothing of what uses the key. */
  static boolean isForgotten(@Nullable EncryptionKeyStatus status) {
    return status == null || status.keyArn() == null;
  }

  /** Return what may use the key, as Keyway's own statements in its policy lead to it. */
  List<KeyUse> of(String keyArn, PolicyDocument policy) {
    var topics = new TreeSet<String>();
    OwnedStatements.grants(policy).stream()
        .filter(grant -> OF_TOPICS.contains(grant.group().kind()))
        .map(Grant::member)
        .forEach(topics::add);
    var uses = new ArrayList<KeyUse>();
    for (var topicArn : topics) {
      var tags = observations.topicTags(topicArn, freshness.slowNotBefore());
      uses.add(use(Kind.ENCRYPTED_TOPIC, topicArn, tags));
      queuesOf(topicArn, keyArn).forEach(uses::add);
    }
    return uses;
  }

  // Which account asks decides how SNS is asked for the subscriptions; it is the key's.
  private List<KeyUse> queuesOf(String topicArn, String keyArn) {
    var subscriptions =
        observations.subscriptionsBetween(topicArn, keyArn, freshness.notBefore()).orThrow();
    return subscriptions.stream()
        .flatMap(List::stream)
        .map(SubscriptionSummary::endpoint)
        .filter(endpoint -> endpoint.startsWith("arn:") && endpoint.contains(":sqs:"))
        .map(arn -> use(Kind.ENCRYPTED_QUEUE, arn, tagsOf(arn)))
        .toList();
  }

  private Reading<Map<String, String>> tagsOf(String queueArn) {
    return observations.queue(queueArn, freshness.notBefore()).found().isPresent()
        ? observations.queueTags(queueArn, freshness.slowNotBefore())
        : new Reading.Absent<>(freshness.notBefore());
  }

  private KeyUse use(Kind kind, String arn, Reading<Map<String, String>> tags) {
    var inAws = AwsNames.resourceName(arn);
    var name = tags.found().map(t -> t.getOrDefault(Identity.NAME, inAws)).orElse(inAws);
    boolean elsewhere =
        tags.found()
            .flatMap(t -> Identity.object(kind, t))
            .filter(object -> !object.namespace().equals(namespace))
            .isPresent();
    return new KeyUse(arn, kind.kubernetesName(), elsewhere ? null : name, true, null, null, null);
  }
}
