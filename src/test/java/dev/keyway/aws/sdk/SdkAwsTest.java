package dev.keyway.aws.sdk;

import static dev.keyway.aws.sdk.SdkAwsFixture.REGION;
import static dev.keyway.aws.sdk.SdkAwsFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.AwsFailure.Cause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdkAwsTest {
  private static final ScriptedAws.Answer WHO =
      ScriptedAws.xml(
          "GetCallerIdentity",
          "r",
          "<Arn>arn:aws:sts::111122223333:assumed-role/Keyway/session-1</Arn><UserId>AROA:session-1</UserId><Account>111122223333</Account>");

  private final SdkAwsFixture fixture = new SdkAwsFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void eachServiceHasItsOwnEndpoint() {
    try (var sqs = new ScriptedAws();
        var sns = new ScriptedAws();
        var kms = new ScriptedAws();
        var sts = new ScriptedAws()) {
      var endpoints =
          new SdkAwsConfig.Endpoints(sqs.address(), sns.address(), kms.address(), sts.address());
      sqs.then(ScriptedAws.json("r", "{\"QueueUrl\":\"u\"}"));
      sns.then(ScriptedAws.xmlError(404, "NotFound", "no topic"));
      kms.then(ScriptedAws.json("r", "{\"Policy\":\"p\"}"));
      sts.then(WHO);
      var config = fixture.config(fixture.server.address()).withEndpoints(endpoints);
      try (var aws = new SdkAws(config, List.of())) {
        assertThat(aws.queues(REGION).url("q")).isPresent();
        assertThat(aws.topics(REGION).attributes("t")).isEmpty();
        assertThat(aws.keys(REGION).policy("k")).isPresent();
        assertThat(aws.identity().accountId()).isEqualTo("111122223333");
      }
      assertThat(List.of(sqs, sns, kms, sts)).allMatch(server -> server.received().size() == 1);
      assertThat(fixture.server.received()).isEmpty();
    }
  }

  @Test
  void aQueuesUrlDoesNotLeadPastTheEndpoint() {
    fixture.server.then(ScriptedAws.json("r", "{}"));

    fixture.aws.queues(REGION).delete("https://sqs.eu-central-1.amazonaws.com/111122223333/q");

    assertThat(fixture.server.only().operation()).isEqualTo("DeleteQueue");
  }

  @Test
  void saysWhoIsCalling() {
    fixture.server.then(ScriptedAws.json("r", "{\"Policy\":\"p\"}"));

    assertThat(fixture.aws.keys(REGION).policy("k")).isPresent();

    assertThat(fixture.server.only().userAgent()).endsWith("keyway/0.1.0");
  }

  @Test
  void aServiceOfARegionIsMadeOnce() {
    assertThat(fixture.aws.keys(REGION)).isSameAs(fixture.aws.keys(REGION));
    assertThat(fixture.aws.keys(REGION)).isNotSameAs(fixture.aws.keys("us-east-1"));
  }

  @Test
  void onceClosedItMakesNoClients() {
    fixture.aws.close();

    assertThatIllegalStateException().isThrownBy(() -> fixture.aws.keys(REGION));
  }

  @Test
  void asksWhoItIsOnce() {
    fixture.server.then(WHO);

    assertThat(fixture.aws.identity())
        .isEqualTo(
            new AccountIdentity("aws", "111122223333", "arn:aws:iam::111122223333:role/Keyway"));
    assertThat(fixture.aws.identity()).isSameAs(fixture.aws.identity());
    assertThat(fixture.server.operations()).containsExactly("GetCallerIdentity");
  }

  @Test
  void asksAgainAfterAFailure() {
    fixture.server.then(ScriptedAws.xmlError(403, "ExpiredToken", "expired"), WHO);

    assertThat(failureOf(fixture.aws::identity).cause()).isEqualTo(Cause.CREDENTIALS);
    assertThat(fixture.aws.identity().accountId()).isEqualTo("111122223333");
  }

  @Test
  void manyThatAskAtOnceShareOneAnswer() throws InterruptedException {
    fixture.server.then(WHO);
    List<Callable<AccountIdentity>> askers =
        IntStream.range(0, 16)
            .<Callable<AccountIdentity>>mapToObj(_ -> fixture.aws::identity)
            .toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(askers))
          .allMatch(answer -> answer.resultNow().accountId().equals("111122223333"));
    }

    assertThat(fixture.server.received()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sts::1:assumed-role/Keyway/s,            aws,        arn:aws:iam::1:role/Keyway",
    "arn:aws-cn:sts::1:assumed-role/Keyway/s,         aws-cn,     arn:aws-cn:iam::1:role/Keyway",
    "arn:aws:iam::1:user/ops/anna,                    aws,        arn:aws:iam::1:user/ops/anna",
    "arn:aws:iam::1:root,                             aws,        arn:aws:iam::1:root",
    "arn:aws-us-gov:sts::1:federated-user/anna, aws-us-gov, arn:aws-us-gov:sts::1:federated-user/anna"
  })
  void aRolesSessionStandsForTheRole(String arn, String partition, String principal) {
    assertThat(SdkIdentity.identity(arn, "1"))
        .isEqualTo(new AccountIdentity(partition, "1", principal));
  }

  @Test
  void timeoutsThatContradictEachOtherAreRefused() {
    Duration second = Duration.ofSeconds(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SdkAwsConfig.Timeouts(second, second, second, second));
  }
}
