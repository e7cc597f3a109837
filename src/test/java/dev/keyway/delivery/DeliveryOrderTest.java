package dev.keyway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.Chain.Seen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryOrderTest {
  @Test
  void everyLinkOfAChannelThatWorksIsProvenInTheOrderOfTheMessage() {
    var links = DeliveryProof.of(Channel.works().chain());

    assertThat(links).extracting(DeliveryLink::verdict).containsOnly(Verdict.PROVEN);
    assertThat(links)
        .extracting(DeliveryLink::link)
        .containsExactly(
            "TopicExists",
            "SubscriptionConfirmed",
            "QueueExists",
            "QueuePolicyAdmitsTopic",
            "QueueEncryptionWorksWithSns",
            "KeyEnabled",
            "KeyPolicyAdmitsSns",
            "FifoFits");
    assertThat(links).extracting(DeliveryLink::message).doesNotContain("").doesNotHaveDuplicates();
    assertThat(DeliveryProof.firstObstacle(links)).isEmpty();
  }

  @Test
  void aQueueWithoutKmsKeyHasNoLinksOfAKey() {
    var channel = Channel.works().queue("KmsMasterKeyId", "").key(Optional.empty());

    var links = DeliveryProof.of(channel.chain());

    assertThat(links).extracting(DeliveryLink::verdict).containsOnly(Verdict.PROVEN);
    assertThat(links)
        .extracting(DeliveryLink::link)
        .doesNotContain(DeliveryProof.KEY_STATE, DeliveryProof.KEY_POLICY);
  }

  @Test
  void aDisabledKeyWithoutGrantTellsBoth() {
    var channel =
        Channel.works()
            .keyState(new Seen.Value<>("Disabled"))
            .keyPolicy(p -> p.replace(":orders\"}", ":other\"}"));

    var links = DeliveryProof.of(channel.chain());

    assertThat(links)
        .filteredOn(l -> l.verdict() == Verdict.BROKEN)
        .extracting(DeliveryLink::link)
        .containsExactly("KeyEnabled", "KeyPolicyAdmitsSns");
    assertThat(DeliveryProof.firstObstacle(links)).contains(link(links, "KeyEnabled"));
  }

  @Test
  void whatIsBrokenIsAnObstacleBeforeWhatIsUnknown() {
    var channel =
        Channel.works()
            .topic(new Seen.Unreadable<>("throttled"))
            .keyState(new Seen.Value<>("Disabled"));

    var links = DeliveryProof.of(channel.chain());

    assertThat(DeliveryProof.firstObstacle(links)).contains(link(links, "KeyEnabled"));
  }

  @Test
  void withoutAQueueNothingIsSaidOfItsKey() {
    var links = DeliveryProof.of(Channel.works().queue(new Seen.Missing<>()).chain());

    assertThat(links)
        .extracting(DeliveryLink::link)
        .containsExactly("TopicExists", "SubscriptionConfirmed", "QueueExists");
  }

  @Test
  void beforeSubscribingAllButTheSubscriptionHasToHold() {
    var channel = Channel.works().subscription(new Seen.Missing<>());

    var links = DeliveryProof.beforeSubscribing(channel.chain());

    assertThat(links).extracting(DeliveryLink::verdict).containsOnly(Verdict.PROVEN);
    assertThat(links).hasSize(7);
  }

  private static DeliveryLink link(List<DeliveryLink> links, String name) {
    return links.stream().filter(l -> l.link().equals(name)).findFirst().orElseThrow();
  }
}
