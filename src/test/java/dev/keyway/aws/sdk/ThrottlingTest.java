package dev.keyway.aws.sdk;

import static dev.keyway.aws.sdk.SdkAwsFixture.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.LocalAwsConfig;
import dev.keyway.awslocal.call.Fault;
import dev.keyway.awslocal.iam.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Ten seconds in which AWS throttles one service or operation, in a time that tests move. */
class ThrottlingTest {
  private static final String ACCOUNT = "111122223333";
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int STEPS = (int) Duration.ofSeconds(10).dividedBy(STEP);

  private final LocalAws local = LocalAws.start(LocalAwsConfig.of(ACCOUNT).withRole(ACCOUNT, "r"));
  private final FakeTicker ticker = new FakeTicker();
  private final RateLimiter limiter = new RateLimiter(ticker);
  private final SdkAws aws = new SdkAws(config(), limiter, List.of());

  /** What is called twenty times a second, none of it more often than AWS allows. */
  private final Map<String, Runnable> calls =
      new TreeMap<>(
          Map.of(
              "kms:DescribeKey", () -> aws.keys(REGION).describe("alias/none"),
              "sns:GetTopicAttributes", () -> aws.topics(REGION).attributes(topic()),
              "sqs:GetQueueAttributes", () -> aws.queues(REGION).attributes(url()),
              "sqs:GetQueueUrl", () -> aws.queues(REGION).url("none")));

  private final Map<String, Integer> failed = new TreeMap<>();

  @AfterEach
  void close() {
    aws.close();
    local.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kms:*", "sqs:*", "sns:*", "sqs:GetQueueAttributes"})
  void whatIsThrottledSlowsDownAloneAndRecovers(String throttled) {
    elapse();
    assertThat(failed).isEmpty();
    var before = received();

    local.faults().add(Fault.always(throttled, new Fault.Effect.Throttle()));
    elapse();
    local.faults().clear();

    var during = received();
    calls.keySet().stream()
        .filter(name -> !concerns(throttled, name))
        .forEach(
            name -> {
              assertThat(during).as("calls as before").containsEntry(name, before.get(name));
              assertThat(failed).doesNotContainKey(name);
              assertThat(limiter.rate(api(name))).isEqualTo(full(name));
            });
    calls.keySet().stream()
        .filter(name -> concerns(throttled, name))
        .forEach(
            name -> {
              assertThat(failed).as("none got through").containsEntry(name, STEPS);
              assertThat(limiter.rate(api(name))).isLessThan(full(name) / 8);
              if (full(name) == 20) {
                assertThat(during.getOrDefault(name, 0)).isLessThan(STEPS / 4);
              }
            });
    recovered();
  }

  private void recovered() {
    ticker.advance(Duration.ofSeconds(20));
    failed.clear();
    elapse();
    assertThat(failed).isEmpty();
    calls.keySet().forEach(name -> assertThat(limiter.rate(api(name))).isEqualTo(full(name)));
    assertThat(received().values()).allMatch(count -> count == STEPS);
  }

  private void elapse() {
    for (int step = 0; step < STEPS; step++) {
      ticker.advance(STEP);
      calls.forEach(this::call);
    }
  }

  private void call(String name, Runnable call) {
    try {
      call.run();
    } catch (AwsException e) {
      assertThat(e.failure().cause()).isEqualTo(Cause.THROTTLED);
      failed.merge(name, 1, Integer::sum);
    }
  }

  /** Return how often AWS was called since the last time, the absent being an answer, too. */
  private Map<String, Integer> received() {
    var counts =
        local.calls().all().stream()
            .collect(
                Collectors.toMap(
                    call -> call.service().scope() + ":" + call.operation(),
                    _ -> 1,
                    Integer::sum,
                    TreeMap::new));
    local.calls().clear();
    return counts;
  }

  private static boolean concerns(String throttled, String name) {
    return throttled.equals(name) || throttled.equals(name.replaceAll(":.*", ":*"));
  }

  private static double full(String name) {
    return PublishedRates.of(api(name));
  }

  private static ApiOperation api(String name) {
    var parts = name.split(":", 2);
    return new ApiOperation(REGION, parts[0], parts[1]);
  }

  private static String topic() {
    return "arn:aws:sns:" + REGION + ":" + ACCOUNT + ":none";
  }

  private String url() {
    return local.endpoint() + "/" + ACCOUNT + "/none";
  }

  private SdkAwsConfig config() {
    var role = Credentials.ofRole(ACCOUNT, "r");
    return SdkAwsConfig.of(REGION)
        .withEndpoints(SdkAwsConfig.Endpoints.all(local.endpoint()))
        .withTicker(ticker)
        .withTimeouts(
            new SdkAwsConfig.Timeouts(
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ZERO))
        .withCredentials(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(role.accessKeyId(), role.secretAccessKey())));
  }
}
