package dev.keyway.aws.sdk;

import static dev.keyway.aws.sdk.SdkAwsFixture.KEY_ARN;
import static dev.keyway.aws.sdk.SdkAwsFixture.REGION;
import static dev.keyway.aws.sdk.SdkAwsFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.NewKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls at the rates of AWS, and what throttling does to them. */
class TurnsTest {
  private static final NewKey NEW_KEY = new NewKey("", "{}", Map.of());
  private static final String CREATED =
      "{\"KeyMetadata\":{\"Arn\":\"%s\",\"KeyId\":\"k\",\"KeyState\":\"Enabled\",\"KeyManager\":\"CUSTOMER\",\"CreationDate\":1767225600.5}}"
          .formatted(KEY_ARN);

  private final SdkAwsFixture fixture = new SdkAwsFixture();
  private final ScriptedAws server = fixture.server;
  private final KeyService keys = fixture.aws.keys(REGION);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whoWouldWaitTooLongForATurnIsThrottledWithoutACall() {
    var timeouts =
        new SdkAwsConfig.Timeouts(
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(9), Duration.ZERO);
    server.then(ScriptedAws.json("r1", "{}"));
    var config = fixture.config(server.address()).withTimeouts(timeouts);
    try (var aws = new SdkAws(config, List.of(fixture.calls::add))) {
      aws.keys(REGION).enable(KEY_ARN);
      AwsFailure failure = failureOf(() -> aws.keys(REGION).enable(KEY_ARN));

      assertThat(failure.cause()).isEqualTo(Cause.THROTTLED);
      assertThat(failure.code()).isEqualTo(Calls.NO_TURN);
      assertThat(server.received()).hasSize(1);
      assertThat(fixture.calls).hasSize(1);
    }
  }

  @Test
  void callsOfOneOperationWaitForTheirTurn() {
    IntStream.range(0, 4).forEach(i -> server.then(ScriptedAws.json("r" + i, "{}")));

    IntStream.range(0, 4).forEach(_ -> keys.enable(KEY_ARN));

    assertThat(fixture.ticker.slept()).hasSize(3);
  }

  @Test
  void anInterruptedCallerMakesNoCallAndStaysInterrupted() {
    var interrupted = new InterruptedTicker();
    var config = fixture.config(server.address()).withTicker(interrupted);
    server.then(ScriptedAws.json("r1", "{}"));
    try (var aws = new SdkAws(config, List.of())) {
      aws.keys(REGION).enable(KEY_ARN);
      AwsFailure failure = failureOf(() -> aws.keys(REGION).enable(KEY_ARN));

      assertThat(failure.cause()).isEqualTo(Cause.UNREACHABLE);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void aThrottledCreateKeyHadNoEffectAndIsRepeatedInItsTurn() {
    server.then(
        ScriptedAws.jsonError(400, "ThrottlingException", "Rate exceeded"),
        ScriptedAws.json("r2", CREATED));

    assertThat(keys.create(NEW_KEY).arn()).isEqualTo(KEY_ARN);
    assertThat(server.received()).hasSize(2);
    assertThat(fixture.limiter.rate(api("CreateKey"))).isBetween(2.5, 3.0);
    assertThat(fixture.limiter.rate(api("CreateAlias"))).isEqualTo(5);
  }

  private static ApiOperation api(String operation) {
    return new ApiOperation(REGION, "kms", operation);
  }

  /** Whoever waits is interrupted. */
  private static final class InterruptedTicker implements Ticker {
    @Override
    public long nanoTime() {
      return 1;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      throw new InterruptedException();
    }
  }
}
