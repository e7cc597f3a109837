package dev.keyway.aws.sdk;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyway.aws.AwsCall;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An {@link SdkAws} on a scripted server, in a time of its own, with an ear on its calls. */
final class SdkAwsFixture implements AutoCloseable {
  static final String REGION = "eu-central-1";
  static final String KEY_ARN =
      "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  final ScriptedAws server = new ScriptedAws();
  final FakeTicker ticker = new FakeTicker();
  final List<AwsCall> calls = Collections.synchronizedList(new ArrayList<>());
  final RateLimiter limiter = new RateLimiter(ticker);
  final SdkAws aws = new SdkAws(config(server.address()), limiter, List.of(calls::add));

  SdkAwsConfig config(URI address) {
    return SdkAwsConfig.of(REGION)
        .withEndpoints(SdkAwsConfig.Endpoints.all(address))
        .withTicker(ticker)
        .withUserAgentSuffix("keyway/0.1.0")
        .withCredentials(credentials());
  }

  static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret"));
  }

  /** Time-outs by which a server that hangs is given up soon. */
  static SdkAwsConfig.Timeouts shortTimeouts() {
    return new SdkAwsConfig.Timeouts(
        Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofSeconds(30), Duration.ZERO);
  }

  /** Return how a call fails. */
  static AwsFailure failureOf(ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(AwsException.class, call), "no failure")
        .failure();
  }

  @Override
  public void close() {
    aws.close();
    server.close();
  }
}
