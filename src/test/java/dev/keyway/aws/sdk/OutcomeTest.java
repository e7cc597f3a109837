package dev.keyway.aws.sdk;

import static dev.keyway.aws.sdk.SdkAwsFixture.KEY_ARN;
import static dev.keyway.aws.sdk.SdkAwsFixture.REGION;
import static dev.keyway.aws.sdk.SdkAwsFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.NewKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/** What is known about the effect of a call that AWS did not answer properly. */
class OutcomeTest {
  private static final NewKey NEW_KEY = new NewKey("", "{}", Map.of());

  private final SdkAwsFixture fixture = new SdkAwsFixture();
  private final ScriptedAws server = fixture.server;
  private final KeyService keys = fixture.aws.keys(REGION);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aReadWithoutAnAnswerIsUnreachable() {
    server.then(ScriptedAws.hangUp(), ScriptedAws.hangUp());

    assertThat(failureOf(() -> keys.policy(KEY_ARN)).cause()).isEqualTo(Cause.UNREACHABLE);
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void aRefusedConnectionHadNoEffectEvenForCreateKey() throws IOException {
    try (var aws = new SdkAws(fixture.config(refusing()), List.of(fixture.calls::add))) {
      AwsFailure failure = failureOf(() -> aws.keys(REGION).create(NEW_KEY));

      assertThat(failure.cause()).isEqualTo(Cause.UNREACHABLE);
      assertThat(failure.code()).isEqualTo("ConnectException");
      assertThat(failure.message()).isEqualTo("Connection refused");
      assertThat(fixture.calls).as("both attempts").hasSize(2);
    }
  }

  @Test
  void aHostThatDoesNotExistHadNoEffect() {
    URI nowhere = URI.create("http://keyway.invalid:1");
    try (var aws = new SdkAws(fixture.config(nowhere), List.of())) {
      assertThat(failureOf(() -> aws.keys(REGION).create(NEW_KEY)).cause())
          .isEqualTo(Cause.UNREACHABLE);
    }
  }

  @Test
  void aHangingAnswerLeavesAMutationsOutcomeUnknown() {
    server.then(ScriptedAws.hang(), ScriptedAws.hang());
    var config = fixture.config(server.address()).withTimeouts(SdkAwsFixture.shortTimeouts());
    try (var aws = new SdkAws(config, List.of())) {
      AwsFailure failure = failureOf(() -> aws.keys(REGION).create(NEW_KEY));

      assertThat(failure.cause()).isEqualTo(Cause.OUTCOME_UNKNOWN);
      assertThat(failure.code()).isEqualTo("ApiCallAttemptTimeoutException");
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void aHangingAnswerMakesAReadUnreachable() {
    server.then(ScriptedAws.hang(), ScriptedAws.hang());
    var config = fixture.config(server.address()).withTimeouts(SdkAwsFixture.shortTimeouts());
    try (var aws = new SdkAws(config, List.of())) {
      assertThat(failureOf(() -> aws.keys(REGION).policy(KEY_ARN)).cause())
          .isEqualTo(Cause.UNREACHABLE);
    }
  }

  @Test
  void anAnswerThatMakesNoSenseIsTheServicesError() {
    server.then(ScriptedAws.json("r1", "<html>"), ScriptedAws.json("r2", "<html>"));

    assertThat(failureOf(() -> keys.policy(KEY_ARN)).cause()).isEqualTo(Cause.SERVICE_ERROR);
  }

  @Test
  void withoutCredentialsNothingIsSent() {
    var config =
        fixture
            .config(server.address())
            .withCredentials(ProfileCredentialsProvider.create("no-such-profile-of-keyway"));
    try (var aws = new SdkAws(config, List.of())) {
      AwsFailure failure = failureOf(() -> aws.keys(REGION).create(NEW_KEY));

      assertThat(failure.cause()).isEqualTo(Cause.CREDENTIALS);
      assertThat(failure.code()).isEqualTo("CredentialsUnavailableException");
      assertThat(failure.message()).contains("no-such-profile-of-keyway");
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void aTimeoutOnAVirtualThreadIsJudgedTheSameAndLeavesNoInterrupt() throws Exception {
    server.then(ScriptedAws.hang());
    var config = fixture.config(server.address()).withTimeouts(SdkAwsFixture.shortTimeouts());
    try (var aws = new SdkAws(config, List.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var failure =
          threads.submit(
              () -> {
                AwsFailure judged = failureOf(() -> aws.keys(REGION).create(NEW_KEY));
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                return judged;
              });

      assertThat(failure.get().cause()).isEqualTo(Cause.OUTCOME_UNKNOWN);
      assertThat(failure.get().code()).isEqualTo("ApiCallAttemptTimeoutException");
    }
  }

  private static URI refusing() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
