package dev.keyway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.Chain.Seen;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryProofTest {
  private static final String DENY_SNS =
      """
      {"Sid":"NoServices","Effect":"Deny","Principal":"*","Action":"*","Resource":"*",\
      "Condition":{"Bool":{"aws:PrincipalIsAWSService":"true"}}}""";
  private static final String DENY_OUTSIDE_VPC =
      """
      {"Sid":"OnlyFromVpc","Effect":"Deny","Principal":"*","Action":"*","Resource":"*",\
      "Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}""";
  private static final String HARMLESS_DENY =
      """
      {"Sid":"NoRole","Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:role/x"},\
      "Action":"*","Resource":"*"}""";

  static Stream<Arguments> broken() {
    var works = Channel.works();
    return Stream.of(
        arguments(works.topic(new Seen.Missing<>()), "TopicExists", "is not there"),
        arguments(works.subscription(new Seen.Missing<>()), "SubscriptionConfirmed", "subscribed"),
        arguments(
            works.subscription("PendingConfirmation", "true"), "SubscriptionConfirmed", "waits"),
        arguments(
            works.subscription("Endpoint", Channel.QUEUE + "2"),
            "SubscriptionConfirmed",
            "somewhere else"),
        arguments(
            works.subscription("TopicArn", Channel.TOPIC + "2"),
            "SubscriptionConfirmed",
            "somewhere else"),
        arguments(works.queue(new Seen.Missing<>()), "QueueExists", "is not there"),
        arguments(works.queue("Policy", ""), "QueuePolicyAdmitsTopic", "there is no policy"),
        arguments(
            works.queuePolicy(p -> p.replace(":orders\"}", ":other\"}")),
            "QueuePolicyAdmitsTopic",
            "AccessDenied"),
        arguments(
            works.queuePolicy(Channel.with(DENY_SNS)),
            "QueuePolicyAdmitsTopic",
            "NoServices denies"),
        arguments(
            works.queue("KmsMasterKeyId", "alias/aws/sqs").key(Optional.empty()),
            "QueueEncryptionWorksWithSns",
            "alias/aws/sqs"),
        arguments(
            works
                .queue("KmsMasterKeyId", "arn:aws:kms:eu-central-1:111122223333:alias/aws/sqs")
                .key(Optional.empty()),
            "QueueEncryptionWorksWithSns",
            "KMS.AccessDeniedException"),
        arguments(works.keyState(new Seen.Missing<>()), "KeyEnabled", "KMS.NotFoundException"),
        arguments(works.keyState(new Seen.Value<>("Disabled")), "KeyEnabled", "state Disabled"),
        arguments(
            works.keyState(new Seen.Value<>("PendingDeletion")),
            "KeyEnabled",
            "state PendingDeletion"),
        arguments(works.keyState(new Seen.Value<>("PendingImport")), "KeyEnabled", "PendingImport"),
        arguments(works.keyPolicy(new Seen.Missing<>()), "KeyPolicyAdmitsSns", "gone"),
        arguments(
            works.keyPolicy(p -> p.replace(":orders\"}", ":other\"}")),
            "KeyPolicyAdmitsSns",
            "KMS.AccessDeniedException"),
        arguments(
            works.keyPolicy(p -> p.replace("\"kms:Decrypt\",", "")),
            "KeyPolicyAdmitsSns",
            "no statement allows it"),
        arguments(
            works.keyPolicy(p -> p.replace(",\"kms:GenerateDataKey*\"", "")),
            "KeyPolicyAdmitsSns",
            "no statement allows it"),
        arguments(
            works.keyPolicy(Channel.with(DENY_SNS)), "KeyPolicyAdmitsSns", "NoServices denies"),
        arguments(works.queue("FifoQueue", "true"), "FifoFits", "standard topic"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatAwsShowsToBeWrongIsBrokenAndTheOnlyObstacle(
      Channel channel, String link, String message) {
    var links = DeliveryProof.of(channel.chain());

    assertThat(link(links, link).verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(link(links, link).message()).contains(message);
    assertThat(links).filteredOn(l -> l.verdict() != Verdict.PROVEN).hasSize(1);
    assertThat(DeliveryProof.firstObstacle(links)).contains(link(links, link));
  }

  static Stream<Arguments> unknown() {
    var works = Channel.works();
    var why = "AWS denies sqs:GetQueueAttributes";
    return Stream.of(
        arguments(works.topic(new Seen.Unreadable<>(why)), "TopicExists", why),
        arguments(works.subscription(new Seen.Unreadable<>(why)), "SubscriptionConfirmed", why),
        arguments(works.queue(new Seen.Unreadable<>(why)), "QueueExists", why),
        arguments(works.keyState(new Seen.Unreadable<>(why)), "KeyEnabled", why),
        arguments(works.keyPolicy(new Seen.Unreadable<>(why)), "KeyPolicyAdmitsSns", why),
        arguments(works.key(Optional.empty()), "QueueEncryptionWorksWithSns", "was not read"),
        arguments(
            works.queuePolicy(Channel.with(DENY_OUTSIDE_VPC)),
            "QueuePolicyAdmitsTopic",
            "aws:SourceVpce"),
        arguments(
            works.keyPolicy(Channel.with(DENY_OUTSIDE_VPC)),
            "KeyPolicyAdmitsSns",
            "aws:SourceVpce"),
        arguments(
            works.queuePolicy(_ -> "{\"Statement\": 1}"),
            "QueuePolicyAdmitsTopic",
            "could not be understood"),
        arguments(
            works.keyPolicy(_ -> "no JSON"), "KeyPolicyAdmitsSns", "could not be understood"));
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void whatCannotBeReadOrJudgedIsUnknownAndNeverProven(
      Channel channel, String link, String message) {
    var links = DeliveryProof.of(channel.chain());

    assertThat(link(links, link).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(link(links, link).message()).contains(message);
    assertThat(DeliveryProof.firstObstacle(links)).contains(link(links, link));
  }

  @Test
  void aDenyThatDoesNotHitSnsLeavesTheProofAlone() {
    var channel =
        Channel.works()
            .queuePolicy(Channel.with(HARMLESS_DENY))
            .keyPolicy(Channel.with(HARMLESS_DENY));

    assertThat(DeliveryProof.firstObstacle(DeliveryProof.of(channel.chain()))).isEmpty();
  }

  @Test
  void aForeignStatementThatLetsTheTopicInIsAsGoodAsOurs() {
    var policy =
        """
        {"Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},\
        "Action":"sqs:SendMessage","Resource":"%s"}]}"""
            .formatted(Channel.QUEUE);

    var links = DeliveryProof.of(Channel.works().queue("Policy", policy).chain());

    assertThat(DeliveryProof.firstObstacle(links)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("fifo")
  void aFifoQueueTakesFifoTopicsAndAStandardQueueTakesAny(
      String topicArn, String fifoQueue, Verdict verdict) {
    var channel = Channel.works(topicArn).queue("FifoQueue", fifoQueue);

    var links = DeliveryProof.of(channel.chain());

    assertThat(link(links, "FifoFits").verdict()).isEqualTo(verdict);
  }

  static Stream<Arguments> fifo() {
    return Stream.of(
        arguments(Channel.TOPIC, "", Verdict.PROVEN),
        arguments(Channel.TOPIC, "true", Verdict.BROKEN),
        arguments(Channel.TOPIC + ".fifo", "", Verdict.PROVEN),
        arguments(Channel.TOPIC + ".fifo", "true", Verdict.PROVEN));
  }

  private static DeliveryLink link(List<DeliveryLink> links, String name) {
    return links.stream().filter(l -> l.link().equals(name)).findFirst().orElseThrow();
  }
}
