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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallsTest {
  private static final NewKey NEW_KEY = new NewKey("", "{}", Map.of());

  private final SdkAwsFixture fixture = new SdkAwsFixture();
  private final ScriptedAws server = fixture.server;
  private final KeyService keys = fixture.aws.keys(REGION);

  @AfterEach
  void close() {
    fixture.close();
  }

  /** The mutations that must be sent once only. */
  enum Once {
    CREATE_KEY,
    CREATE_ALIAS,
    SCHEDULE_KEY_DELETION,
    CANCEL_KEY_DELETION;

    void call(KeyService keys) {
      switch (this) {
        case CREATE_KEY -> keys.create(NEW_KEY);
        case CREATE_ALIAS -> keys.createAlias("alias/a", KEY_ARN);
        case SCHEDULE_KEY_DELETION -> keys.scheduleDeletion(KEY_ARN, 30);
        case CANCEL_KEY_DELETION -> keys.cancelDeletion(KEY_ARN);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMutationThatCannotBeRepeatedIsSentOnceWhenNoAnswerComes(Once operation) {
    server.then(ScriptedAws.hangUp());

    assertThat(failureOf(() -> operation.call(keys)).cause()).isEqualTo(Cause.OUTCOME_UNKNOWN);
    assertThat(server.received()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aMutationThatCannotBeRepeatedIsSentOnceWhenAwsFails(Once operation) {
    server.then(ScriptedAws.jsonError(500, "KMSInternalException", "oops"));

    AwsFailure failure = failureOf(() -> operation.call(keys));

    assertThat(failure.cause()).isEqualTo(Cause.SERVICE_ERROR);
    assertThat(failure.mayHaveTakenEffect()).isTrue();
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void theJdkDoesNotRepeatARequestBehindOurBackOnAConnectionThatItKept() {
    server.then(ScriptedAws.json("r1", "{}"), ScriptedAws.hangUp());
    keys.enable(KEY_ARN);

    assertThat(failureOf(() -> keys.create(NEW_KEY)).cause()).isEqualTo(Cause.OUTCOME_UNKNOWN);
    assertThat(server.operations()).containsExactly("EnableKey", "CreateKey");
    assertThat(server.received())
        .extracting(ScriptedAws.Received::connection)
        .as("one connection")
        .containsOnly(server.received().getFirst().connection());
  }

  @Test
  void aMutationThatCanBeRepeatedIsRepeatedOnce() {
    server.then(ScriptedAws.hangUp(), ScriptedAws.json("r2", "{}"));

    keys.putPolicy(KEY_ARN, "{}");

    assertThat(server.received()).hasSize(2);
  }

  @Test
  void noMoreThanOnce() {
    server.then(ScriptedAws.hangUp(), ScriptedAws.hangUp(), ScriptedAws.json("r3", "{}"));

    assertThat(failureOf(() -> keys.putPolicy(KEY_ARN, "{}")).cause())
        .isEqualTo(Cause.OUTCOME_UNKNOWN);
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void aSecondFailureDoesNotHideThatTheFirstRequestMayHaveHadItsEffect() {
    server.then(ScriptedAws.hangUp(), ScriptedAws.jsonError(400, "ThrottlingException", "slow"));

    assertThat(failureOf(() -> keys.putPolicy(KEY_ARN, "{}")).cause())
        .isEqualTo(Cause.OUTCOME_UNKNOWN);
  }

  @Test
  void aRepeatedDeleteThatFindsNothingHasSucceeded() {
    server.then(ScriptedAws.hangUp(), ScriptedAws.jsonError(400, "NotFoundException", "gone"));

    keys.deleteAlias("alias/a");

    assertThat(server.received()).hasSize(2);
  }

  @Test
  void aCallWhoseTimeIsUpIsNotRepeated() {
    server.then(
        (exchange, _) -> {
          fixture.ticker.advance(Duration.ofSeconds(25));
          exchange.close();
        },
        ScriptedAws.json("r2", "{}"));

    assertThat(failureOf(() -> keys.policy(KEY_ARN)).cause()).isEqualTo(Cause.UNREACHABLE);
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void whatAwsRefusesIsNotRepeated() {
    server.then(ScriptedAws.jsonError(400, "AccessDeniedException", "no"));

    assertThat(failureOf(() -> keys.policy(KEY_ARN)).cause()).isEqualTo(Cause.ACCESS_DENIED);
    assertThat(server.received()).hasSize(1);
  }
}
