package dev.keyway.scenario;

import dev.keyway.reconcile.Kind;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people do to a subscription. */
final class SubscriptionDriftCases {
  private SubscriptionDriftCases() {}

  static Stream<DriftCase> all() {
    return Stream.of(
        subscription("the subscription deleted", Tampering::unsubscribe),
        subscription(
            "RawMessageDelivery changed", t -> t.subscription("RawMessageDelivery", "false")),
        subscription(
            "the filter policy changed",
            t -> t.subscription("FilterPolicy", "{\"store\":[\"x\"]}")),
        subscription("the filter policy removed", t -> t.subscription("FilterPolicy", "{}")),
        subscription(
            "FilterPolicyScope changed", t -> t.subscription("FilterPolicyScope", "MessageBody")));
  }

  private static DriftCase subscription(String title, Consumer<Tampering> by) {
    return DriftCase.of(Kind.TOPIC_SUBSCRIPTION, title, by);
  }
}
