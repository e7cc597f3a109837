package dev.keyway.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class SdkFailuresTest {
  private static final ApiOperation API = new ApiOperation("eu-central-1", "kms", "PutKeyPolicy");
  private static final CallSite MUTATION = new CallSite(API, "the-resource", true);
  private static final CallSite READ = new CallSite(API, "the-resource", false);

  @Test
  void anAnswerKeepsItsCodeTextAndRequestId() {
    assertThat(answered(400, "AWS.SimpleQueueService.NonExistentQueue", "no such queue"))
        .isEqualTo(
            new AwsFailure(
                Cause.NOT_FOUND,
                "kms",
                "PutKeyPolicy",
                "the-resource",
                "NonExistentQueue",
                "no such queue",
                "req-1"));
  }

  @Test
  void anAnswerWithoutACodeIsJudgedByItsStatus() {
    AwsFailure failure =
        SdkFailures.translate(
            AwsServiceException.builder().statusCode(502).message("Bad Gateway").build(),
            READ,
            true);

    assertThat(failure.cause()).isEqualTo(Cause.SERVICE_ERROR);
    assertThat(failure.code()).isEqualTo("HTTP502");
  }

  static Stream<SdkException> transportFailures() {
    return Stream.of(
        io(new ConnectException("Connection refused")),
        io(new UnknownHostException("sqs.example")),
        io(new SocketTimeoutException("Connect timed out")),
        io(new SocketTimeoutException("Read timed out")),
        io(new SocketException("Connection reset")),
        io(new SocketException("Network is unreachable")),
        ApiCallAttemptTimeoutException.create(400),
        ApiCallTimeoutException.create(400),
        AbortedException.create("Thread was interrupted"));
  }

  @ParameterizedTest
  @MethodSource("transportFailures")
  void whatWasNotSentHadNoEffect(SdkException failure) {
    assertThat(SdkFailures.translate(failure, MUTATION, false).cause())
        .isEqualTo(Cause.UNREACHABLE);
  }

  @ParameterizedTest
  @MethodSource("transportFailures")
  void whatWasSentAndNotAnsweredMayHaveHadItsEffect(SdkException failure) {
    AwsFailure translated = SdkFailures.translate(failure, MUTATION, true);

    assertThat(translated.cause()).isEqualTo(Cause.OUTCOME_UNKNOWN);
    assertThat(translated.mayHaveTakenEffect()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("transportFailures")
  void aReadHasNoEffectToBeUncertainOf(SdkException failure) {
    assertThat(SdkFailures.translate(failure, READ, true).cause()).isEqualTo(Cause.UNREACHABLE);
  }

  @Test
  void aTimeoutReadsTheSameWhateverItInterrupted() {
    var bare = ApiCallAttemptTimeoutException.create(400);
    var caused =
        ApiCallAttemptTimeoutException.builder()
            .message(bare.getMessage())
            .cause(new SocketException("Socket closed"))
            .build();

    assertThat(SdkFailures.translate(caused, MUTATION, true))
        .isEqualTo(SdkFailures.translate(bare, MUTATION, true));
  }

  @Test
  void aRequestThatTheSdkRefusesIsInvalidAndAnAnswerThatItCannotReadIsTheServicesError() {
    var exception = SdkClientException.create("cannot", new IllegalStateException("cannot parse"));

    assertThat(SdkFailures.translate(exception, MUTATION, false).cause()).isEqualTo(Cause.INVALID);
    assertThat(SdkFailures.translate(exception, MUTATION, true).cause())
        .isEqualTo(Cause.SERVICE_ERROR);
  }

  private static SdkException io(IOException cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  private static AwsFailure answered(int status, String code, String text) {
    var details = AwsErrorDetails.builder().errorCode(code).errorMessage(text).build();
    return SdkFailures.translate(
        AwsServiceException.builder()
            .awsErrorDetails(details)
            .statusCode(status)
            .requestId("req-1")
            .message(text)
            .build(),
        MUTATION,
        true);
  }
}
