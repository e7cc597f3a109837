package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.AcceptedLinks;
import dev.keyway.delivery.DeliveryProof;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a new subscription waits for; pure. */
final class SubscriptionWaits {
  private SubscriptionWaits() {}

  /** Return what a new subscription has to wait for: everything that it needs is granted first. */
  static Optional<Outcome> of(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o) {
    if (!o.missing().isEmpty()) {
      return Optional.of(
          heldOr(
              o,
              Set.of(Kind.ENCRYPTED_TOPIC, Kind.ENCRYPTED_QUEUE),
              new Outcome.Blocked(Reason.ReferenceNotFound, o.waitsFor(), o.waitsOn())));
    }
    var on = new TreeSet<>(o.waitsOn());
    on.addAll(o.arns());
    return noRoom(resource.name(), o, on)
        .or(() -> brokenLink(resource.spec(), o, on))
        .or(
            () ->
                Optional.of(
                        pending(
                            o,
                            Reason.QueueGrantPending,
                            "The EncryptedQueue has not recorded this topic yet.",
                            on))
                    .filter(_ -> !o.granted()));
  }

  private static Outcome pending(
      SubscriptionObservation o, Reason reason, String message, Set<String> on) {
    return heldOr(o, brings(reason), new Outcome.Blocked(reason, message, on));
  }

  // Whoever would have to bring it may not: that is what people have to know.
  private static Outcome heldOr(
      SubscriptionObservation o, Set<Kind> bringers, Outcome.Blocked otherwise) {
    return o.holds().stream()
        .filter(hold -> bringers.contains(hold.kind()))
        .findFirst()
        .map(hold -> hold.blocked(otherwise.on()))
        .orElse(otherwise);
  }

  private static Set<Kind> brings(Reason reason) {
    return switch (reason) {
      case KeyGrantPending -> Set.of(Kind.ENCRYPTION_KEY);
      case QueueGrantPending -> Set.of(Kind.ENCRYPTED_QUEUE);
      default -> Set.of();
    };
  }

  private static Optional<Outcome> noRoom(
      ObjectName name, SubscriptionObservation o, Set<String> on) {
    return o.links().stream()
        .filter(link -> link.verdict() == Verdict.BROKEN)
        .flatMap(
            link ->
                o.chain().flatMap(chain -> GrantRoom.refusal(name, chain, link.link())).stream())
        .findFirst()
        .map(why -> new Outcome.Blocked(Reason.GrantRefused, why, on));
  }

  private static Optional<Outcome> brokenLink(
      TopicSubscriptionSpec spec, SubscriptionObservation o, Set<String> on) {
    return o.chain()
        .map(DeliveryProof::beforeSubscribing)
        .flatMap(links -> AcceptedLinks.firstObstacle(links, accepts(spec)))
        .map(link -> pending(o, waitsFor(link), message(link), on));
  }

  static boolean accepts(TopicSubscriptionSpec spec) {
    return Boolean.TRUE.equals(spec.acceptUnknown());
  }

  static String message(DeliveryLink link) {
    return link.link()
        + ": "
        + link.message()
        + (AcceptedLinks.mayBeUnknown(link)
            ? " Let Keyway read it, or set acceptUnknown: true."
            : "");
  }

  private static Reason waitsFor(DeliveryLink link) {
    if (AcceptedLinks.mayBeUnknown(link)) {
      return Reason.DeliveryUnknown;
    }
    return switch (link.link()) {
      case DeliveryProof.KEY_STATE, DeliveryProof.KEY_POLICY -> Reason.KeyGrantPending;
      case DeliveryProof.ENCRYPTION -> Reason.AwsManagedKeyCannotReceive;
      default -> Reason.QueueGrantPending;
    };
  }
}
