package dev.keyway.subscription;

import dev.keyway.delivery.Chain;
import dev.keyway.delivery.Chain.Seen;
import dev.keyway.delivery.DeliveryProof;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Grant;
import dev.keyway.grants.GrantKind;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.Statement;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.PolicyText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells a grant that is still to come from one that does not fit: by adding it to the policy as AWS
 * has it; pure.
 */
final class GrantRoom {
  private GrantRoom() {}

  /**
   * Return why a policy has no room for what a broken link needs; empty where it has, or where the
   * link is about something else.
   */
  static Optional<String> refusal(ObjectName subscription, Chain chain, String link) {
    var ask = ask(Asks.label(subscription), chain);
    return switch (link) {
      case DeliveryProof.QUEUE_POLICY ->
          queuePolicy(chain)
              .flatMap(policy -> refusal(policy, PolicyLimits.SQS_QUEUE, QueueGrants.of(ask)))
              .map(why -> "The queue policy leaves out " + chain.topicArn() + ": " + why + ".");
      case DeliveryProof.KEY_POLICY ->
          keyPolicy(chain)
              .flatMap(policy -> refusal(policy, PolicyLimits.KMS_KEY, KeyGrants.ofQueue(ask)))
              .map(why -> "The key policy leaves out " + chain.topicArn() + ": " + why + ".");
      default -> Optional.empty();
    };
  }

  private static QueueAsk ask(String asker, Chain chain) {
    var source = new QueueAsk.Source(asker, chain.topicArn());
    return new QueueAsk(asker, chain.queueArn(), List.of(), List.of(), List.of(), List.of(source));
  }

  private static Optional<PolicyDocument> queuePolicy(Chain chain) {
    return chain.queue() instanceof Seen.Value<Map<String, String>>(var attributes)
        ? PolicyText.read(attributes.getOrDefault("Policy", ""))
        : Optional.empty();
  }

  private static Optional<PolicyDocument> keyPolicy(Chain chain) {
    return chain
        .key()
        .flatMap(
            key ->
                key.policy() instanceof Seen.Value<String>(String text)
                    ? PolicyText.read(text)
                    : Optional.empty());
  }

  private static Optional<String> refusal(
      PolicyDocument policy, PolicyLimits limits, List<Grant> missing) {
    var standing =
        OwnedStatements.grants(policy).stream()
            .filter(grant -> grant.group().kind() == GrantKind.SNS_DELIVERY)
            .toList();
    var others = policy.statements().stream().filter(s -> !isDelivery(s)).toList();
    var asked = Stream.concat(standing.stream(), missing.stream()).toList();
    return new Admission(limits, others)
        .admit(asked, Set.of()).refused().stream()
            .filter(refusal -> missing.contains(refusal.grant()))
            .findFirst()
            .map(Admission.Refusal::why);
  }

  private static boolean isDelivery(Statement statement) {
    return OwnedStatements.grants(PolicyDocument.of(List.of(statement))).stream()
        .anyMatch(grant -> grant.group().kind() == GrantKind.SNS_DELIVERY);
  }
}
