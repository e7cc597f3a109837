package dev.keyway.subscription;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.AcceptedLinks;
import dev.keyway.delivery.Chain.Seen;
import dev.keyway.delivery.DeliveryProof;
import org.junit.jupiter.api.Test;

/** Subscriptions into a queue whose key AWS does not let Keyway read. */
class UnreadKeyTest {
  private static final String ACCEPT = "acceptUnknown: true\n";

  @Test
  void nothingIsSubscribedUnlessThatIsAccepted() {
    var plan = unread(SubscriptionCase.notSubscribed("")).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked DeliveryUnknown");
    assertThat(message(plan)).contains("or set acceptUnknown: true");
  }

  @Test
  void anAcceptedUnknownKeyIsSubscribedTo() {
    assertThat(actions(unread(SubscriptionCase.notSubscribed(ACCEPT)).plan()))
        .containsExactly("Subscribe");
  }

  @Test
  void anAcceptedUnknownKeyIsReady() {
    assertThat(end(unread(SubscriptionCase.converged(ACCEPT)).plan())).isEqualTo("Done");
  }

  @Test
  void whatIsKnownToBeBrokenIsNeverAccepted() {
    var given = SubscriptionCase.converged(ACCEPT);
    given.keyPolicy = new Seen.Unreadable<>("AWS denies it");
    given.keyState = new Seen.Value<>("Disabled");

    assertThat(end(given.plan())).isEqualTo("Blocked NotDeliverable");
  }

  @Test
  void aQueueThatCannotBeReadIsNotAccepted() {
    var given = SubscriptionCase.converged(ACCEPT);
    given.queue = new Seen.Unreadable<>("AWS denies it");

    assertThat(end(given.plan())).isEqualTo("Blocked DeliveryUnknown");
  }

  @Test
  void onlyLinksOfOthersMayBeUnknown() {
    assertThat(AcceptedLinks.mayBeUnknown(unknown(DeliveryProof.TOPIC))).isTrue();
    assertThat(AcceptedLinks.mayBeUnknown(unknown(DeliveryProof.QUEUE_POLICY))).isFalse();
    assertThat(AcceptedLinks.mayBeUnknown(unknown(DeliveryProof.SUBSCRIPTION))).isFalse();
  }

  private static DeliveryLink unknown(String link) {
    return new DeliveryLink(link, Verdict.UNKNOWN, "AWS denies it");
  }

  private static SubscriptionCase unread(SubscriptionCase given) {
    given.keyState = new Seen.Unreadable<>("AWS denies it");
    given.keyPolicy = new Seen.Unreadable<>("AWS denies it");
    return given;
  }
}
