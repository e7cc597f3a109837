package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.call.Fault;
import dev.keyway.awslocal.call.Fault.Effect;
import dev.keyway.awslocal.iam.Credentials;
import dev.keyway.awslocal.iam.RoleSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Misfortunes on order, the call log, delays of reads and effects, and who callers are. */
class FaultsAndTimeTest {

  private final Aws aws = Aws.start();
  private final SqsClient sqs = aws.sqs();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void throttlingIsEachServicesOwnErrorAndTheSdkKnowsIt() {
    aws.local.faults().add(Fault.always("*", new Effect.Throttle()));
    assertThatThrownBy(() -> sqs.listQueues())
        .satisfies(e -> assertThat(((AwsServiceException) e).isThrottlingException()).isTrue());
    assertThatThrownBy(() -> aws.sns().listTopics())
        .satisfies(e -> assertThat(((AwsServiceException) e).isThrottlingException()).isTrue());
    assertThatThrownBy(() -> aws.kms().listKeys())
        .satisfies(e -> assertThat(((AwsServiceException) e).isThrottlingException()).isTrue());
    aws.local.faults().clear();
    assertThat(sqs.listQueues().queueUrls()).isEmpty();
  }

  @Test
  void theNthCallOfAnOperationFailsAndOnlyThat() {
    aws.local.faults().add(Fault.nth(2, "kms:CreateKey", new Effect.AccessDenied()));
    KmsClient kms = aws.kms();
    kms.createKey();
    assertThatThrownBy(kms::createKey)
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDeniedException"));
    kms.createKey();
    assertThat(kms.listKeys().keys()).hasSize(2);
    assertThat(aws.local.faults().pending()).isZero();
  }

  @Test
  void aTimeoutAfterSuccessLeavesTheEffectAndNoAnswer() {
    sqs.listQueues();
    aws.local.faults().add(Fault.next("CreateKey", new Effect.TimeoutAfter()));
    assertThatThrownBy(() -> aws.kms().createKey()).isInstanceOf(SdkClientException.class);
    assertThat(aws.local.state().keys(Aws.A, Aws.REGION)).hasSize(1);
    assertThat(aws.local.calls().where(c -> c.operation().equals("CreateKey")))
        .singleElement()
        .satisfies(c -> assertThat(c.answered()).isFalse());
  }

  @Test
  void aTimeoutBeforeLeavesNothing() {
    aws.local.faults().add(Fault.next("CreateKey", new Effect.TimeoutBefore()));
    assertThatThrownBy(() -> aws.kms().createKey()).isInstanceOf(SdkClientException.class);
    assertThat(aws.local.state().keys(Aws.A, Aws.REGION)).isEmpty();
  }

  @Test
  void faultsCanBeAboutOneResourceOrOneCaller() {
    aws.local.faults().add(Fault.always("CreateQueue", new Effect.InternalFailure()).about("bad"));
    aws.local
        .faults()
        .add(Fault.always("CreateQueue", new Effect.AccessDenied()).forCaller("222222222222"));
    sqs.createQueue(r -> r.queueName("good"));
    assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("bad")))
        .satisfies(e -> assertThat(((AwsServiceException) e).statusCode()).isEqualTo(500));
    assertThatThrownBy(() -> aws.sqs(Aws.B, Aws.ADMIN).createQueue(r -> r.queueName("good")))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDenied"));
  }

  @Test
  void unreachableEndsWithItsTime() {
    aws.local.faults().unreachableUntil(Aws.START.plusSeconds(60));
    assertThatThrownBy(() -> sqs.listQueues()).isInstanceOf(SdkClientException.class);
    aws.local.clock().advance(Duration.ofSeconds(60));
    assertThat(sqs.listQueues().queueUrls()).isEmpty();
    assertThat(aws.local.calls().all()).hasSize(1);
  }

  @Test
  void everyCallIsLoggedWithCallerResourceAndError() {
    String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();
    assertThatThrownBy(() -> aws.sqs(Aws.B, Aws.ADMIN).receiveMessage(r -> r.queueUrl(url)))
        .isInstanceOf(AwsServiceException.class);
    List<Call> calls = aws.local.calls().all();
    assertThat(calls).extracting(Call::sequence).containsExactly(1L, 2L);
    assertThat(calls).extracting(Call::isMutating).containsExactly(true, false);
    assertThat(calls).extracting(Call::errorCode).containsExactly("", "AccessDeniedException");
    assertThat(calls).extracting(Call::resource).containsOnly(Aws.queueArn(Aws.A, "q"));
    assertThat(calls)
        .extracting(Call::caller)
        .containsExactly(
            "arn:aws:sts::111111111111:assumed-role/admin/local",
            "arn:aws:sts::222222222222:assumed-role/admin/local");
    assertThat(aws.local.calls().countByOperation())
        .isEqualTo(Map.of("CreateQueue", 1, "ReceiveMessage", 1));
  }

  @Test
  void aListenerSeesTheStateAfterEachCallAndMayCutTheConnection() {
    List<Integer> queues = new ArrayList<>();
    Runnable end =
        aws.local
            .calls()
            .onCall(
                call -> {
                  queues.add(aws.local.state().queues(Aws.A, Aws.REGION).size());
                  if (call.sequence() == 2) {
                    throw new IllegalStateException("killed here");
                  }
                });
    sqs.createQueue(r -> r.queueName("a"));
    assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("b")))
        .isInstanceOf(SdkClientException.class);
    end.run();
    sqs.createQueue(r -> r.queueName("c"));
    assertThat(queues).containsExactly(1, 2);
    assertThat(aws.local.calls().listenerFailures()).hasSize(1);
  }

  @Test
  void readsLagBehindWritesByTheReadDelay() {
    String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();
    aws.local.timing().readDelay(Duration.ofSeconds(60));
    sqs.setQueueAttributes(
        r -> r.queueUrl(url).attributesWithStrings(Map.of("VisibilityTimeout", "5")));
    aws.local.clock().advance(Duration.ofSeconds(59));
    assertThat(aws.attributes(url)).containsEntry("VisibilityTimeout", "30");
    aws.local.clock().advance(Duration.ofSeconds(1));
    assertThat(aws.attributes(url)).containsEntry("VisibilityTimeout", "5");
  }

  @Test
  void aNewKeyIsNotListedBeforeTheReadDelayIsOver() {
    aws.local.timing().readDelay(Duration.ofSeconds(10));
    String key = aws.kms().createKey().keyMetadata().arn();
    assertThat(aws.kms().listKeys().keys()).isEmpty();
    assertThat(aws.kms().describeKey(r -> r.keyId(key)).keyMetadata().arn()).isEqualTo(key);
    aws.local.clock().advance(Duration.ofSeconds(10));
    assertThat(aws.kms().listKeys().keys()).hasSize(1);
  }

  @Test
  void theLastOfTwoWritersSettles() {
    Channel channel = new Channel(aws);
    aws.local.clock().advance(Duration.ofSeconds(60));
    aws.local.timing().readDelay(Duration.ofSeconds(60));
    String former = aws.attributes(channel.url).getOrDefault("Policy", "");
    channel.queue("Policy", Aws.policy(Aws.allow("\"*\"", "\"sqs:GetQueueUrl\"", "*")));
    channel.queue("Policy", "");
    assertThat(aws.attributes(channel.url)).containsEntry("Policy", former);
    aws.local.clock().advance(Duration.ofSeconds(60));
    assertThat(aws.attributes(channel.url)).doesNotContainKey("Policy");
  }

  @Test
  void aGrantIsInForceOnlyAfterTheEffectDelay() {
    Channel channel = new Channel(aws);
    channel.keyPolicy(Aws.keyRoot(Aws.A));
    aws.local.timing().effectDelay(Duration.ofSeconds(30));
    aws.local.clock().advance(Duration.ofSeconds(30));
    channel.keyPolicy(Aws.keyRoot(Aws.A), Channel.snsMayUseKey());
    channel.publish("lost although the policy reads back right");
    aws.local.clock().advance(Duration.ofSeconds(30));
    channel.publish("m");
    assertThat(channel.delivered()).containsExactly("m");
  }

  @Test
  void unknownCallersAreTurnedAwayInEachServicesWords() {
    Credentials stranger = Credentials.ofRole(Aws.A, "stranger");
    assertThatThrownBy(() -> aws.client(SqsClient.builder(), stranger, Aws.REGION).listQueues())
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("InvalidClientTokenId"));
    assertThatThrownBy(() -> aws.client(KmsClient.builder(), stranger, Aws.REGION).listKeys())
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("UnrecognizedClientException"));
    assertThatThrownBy(
            () -> aws.client(StsClient.builder(), stranger, Aws.REGION).getCallerIdentity())
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("InvalidClientTokenId"));
  }

  @Test
  void assumedRolesCallAsTheirSessionUntilItExpiresOrTheRoleGoes() {
    String arn = Aws.roleArn(Aws.B, "target");
    aws.local.accounts().putRole(Aws.B, "target");
    StsClient sts = aws.sts(Aws.A, Aws.ADMIN);
    assertThatThrownBy(() -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("s1")))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDenied"));
    trust("{\"AWS\":\"" + Aws.A + "\"}");
    var issued =
        sts.assumeRole(r -> r.roleArn(arn).roleSessionName("s1").externalId("x")).credentials();
    StsClient session =
        aws.client(
            StsClient.builder(),
            new Credentials(
                issued.accessKeyId(),
                issued.secretAccessKey(),
                issued.sessionToken(),
                issued.expiration()),
            Aws.REGION);
    assertThat(session.getCallerIdentity().arn())
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/target/s1");
    aws.local.clock().advance(Duration.ofHours(1));
    assertThatThrownBy(session::getCallerIdentity)
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("InvalidClientTokenId"));
  }

  private void trust(String principal) {
    RoleSpec.of(Aws.B, "target")
        .withTrust(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + principal
                + ",\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":"
                + "{\"sts:ExternalId\":\"x\"}}}]}")
        .put(aws.local.accounts());
  }

  @Test
  void aThousandCallsTakeNoTimeWorthMentioning() {
    String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();
    long start = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("All"));
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    // a 40 ms stall of Nagle's algorithm on each call would take 40 s
    assertThat(taken).isLessThan(Duration.ofSeconds(20));
  }
}
