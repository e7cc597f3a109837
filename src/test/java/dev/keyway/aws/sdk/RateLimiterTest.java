package dev.keyway.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {
  private static final ApiOperation CREATE_KEY =
      new ApiOperation("eu-central-1", "kms", "CreateKey");
  private static final ApiOperation ELSEWHERE = new ApiOperation("us-east-1", "kms", "CreateKey");
  private static final ApiOperation DELETE_ALIAS =
      new ApiOperation("eu-central-1", "kms", "DeleteAlias");
  private static final ApiOperation ALIAS = new ApiOperation("eu-central-1", "kms", "CreateAlias");
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final FakeTicker ticker = new FakeTicker();
  private final RateLimiter limiter = new RateLimiter(ticker);

  @ParameterizedTest
  @CsvSource({
    "kms, CreateKey, 5",
    "kms, CreateAlias, 5",
    "kms, UpdateAlias, 5",
    "kms, DeleteAlias, 15",
    "kms, PutKeyPolicy, 15",
    "kms, EnableKeyRotation, 15",
    "kms, DisableKeyRotation, 5",
    "kms, EnableKey, 5",
    "kms, DisableKey, 5",
    "kms, ScheduleKeyDeletion, 15",
    "kms, CancelKeyDeletion, 5",
    "kms, TagResource, 10",
    "kms, UntagResource, 5",
    "kms, UpdateKeyDescription, 5",
    "kms, GetKeyPolicy, 1000",
    "kms, GetKeyRotationStatus, 1000",
    "kms, DescribeKey, 2000",
    "kms, ListAliases, 500",
    "kms, ListKeys, 500",
    "kms, ListResourceTags, 2000",
    "sns, Subscribe, 100",
    "sns, Unsubscribe, 100",
    "sns, ListSubscriptionsByTopic, 30",
    "sns, TagResource, 10",
    "sns, SetTopicAttributes, 20",
    "sqs, SetQueueAttributes, 20",
    "sts, GetCallerIdentity, 20"
  })
  void ratesAreThosePublished(String service, String operation, double perSecond) {
    assertThat(limiter.rate(new ApiOperation("eu-central-1", service, operation)))
        .isEqualTo(perSecond);
  }

  @Test
  void callsGoOneByOneAtTheRate() throws InterruptedException {
    for (int call = 0; call < 11; call++) {
      assertThat(limiter.await(CREATE_KEY, BOUND)).isTrue();
    }

    assertThat(ticker.slept()).hasSize(10).allMatch(wait -> millis(wait) == 200);
  }

  @Test
  void callersGoInTheOrderInWhichTheyCame() {
    var bucket = new TokenBucket(5, 0);

    assertThat(bucket.take(0, BOUND.toNanos())).isZero();
    assertThat(bucket.take(0, BOUND.toNanos())).isEqualTo(Duration.ofMillis(200).toNanos());
    assertThat(bucket.take(0, BOUND.toNanos())).isEqualTo(Duration.ofMillis(400).toNanos());
  }

  @Test
  void whoWouldWaitTooLongIsTurnedAwayAtOnceAndTakesNoTurn() throws InterruptedException {
    var bound = Duration.ofMillis(150);
    assertThat(limiter.await(CREATE_KEY, bound)).isTrue();

    assertThat(limiter.await(CREATE_KEY, bound)).isFalse();
    assertThat(limiter.await(CREATE_KEY, bound)).isFalse();
    assertThat(ticker.slept()).isEmpty();

    ticker.advance(Duration.ofMillis(200));
    assertThat(limiter.await(CREATE_KEY, bound)).isTrue();
  }

  @Test
  void idleTimeIsNotSavedUp() throws InterruptedException {
    limiter.await(DELETE_ALIAS, BOUND);
    ticker.advance(Duration.ofHours(1));

    for (int call = 0; call < 4; call++) {
      limiter.await(DELETE_ALIAS, BOUND);
    }

    assertThat(ticker.slept()).as("three at once, then at the rate").hasSize(1);
  }

  @Test
  void aThrottleHalvesTheRateOfThatOperationAlone() {
    throttled();

    assertThat(limiter.rate(CREATE_KEY)).isEqualTo(2.5);
    assertThat(limiter.rate(ELSEWHERE)).isEqualTo(5);
    assertThat(limiter.rate(DELETE_ALIAS)).isEqualTo(15);
  }

  @Test
  void theNextCallAfterAThrottleWaits() throws InterruptedException {
    throttled();

    limiter.await(CREATE_KEY, BOUND);

    assertThat(ticker.slept()).containsExactly(Duration.ofMillis(400));
  }

  @Test
  void callsThatWereSentBeforeTheRateFellDoNotLowerItAgain() {
    long sentAt = ticker.nanoTime();
    ticker.advance(Duration.ofMillis(50));
    limiter.rate(CREATE_KEY);

    long sentTogether = ticker.nanoTime();
    ticker.advance(Duration.ofMillis(50));
    for (int answer = 0; answer < 5; answer++) {
      limiter.throttled(CREATE_KEY, sentTogether);
      limiter.throttled(CREATE_KEY, sentAt);
    }

    assertThat(limiter.rate(CREATE_KEY)).isEqualTo(2.5);
  }

  @Test
  void theRateNeverFallsToNothing() {
    for (int i = 0; i < 50; i++) {
      throttled();
    }

    assertThat(limiter.rate(CREATE_KEY)).isEqualTo(5.0 / 32);
  }

  @Test
  void theRateComesBackByEqualSteps() {
    throttled();

    ticker.advance(Duration.ofSeconds(2));
    assertThat(limiter.rate(CREATE_KEY)).isCloseTo(3.0, within(1e-9));
    ticker.advance(Duration.ofSeconds(2));
    assertThat(limiter.rate(CREATE_KEY)).isCloseTo(3.5, within(1e-9));
    ticker.advance(Duration.ofMinutes(1));
    assertThat(limiter.rate(CREATE_KEY)).isEqualTo(5.0);
  }

  @Test
  void onlyAFewKeepAThreadWaitingForAServiceAndTheOthersComeAgain() throws Exception {
    var waiting = new HeldTicker();
    var shared = new RateLimiter(waiting, 2);
    assertThat(shared.await(CREATE_KEY, BOUND)).isTrue();
    assertThat(shared.await(CREATE_KEY, BOUND)).as("200 ms: nobody notices").isTrue();
    waiting.hold();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var seated =
          List.of(
              callers.submit(() -> shared.await(CREATE_KEY, BOUND)),
              callers.submit(() -> shared.await(CREATE_KEY, BOUND)));
      waiting.awaitSleepers(2);

      assertThat(shared.await(CREATE_KEY, BOUND)).as("a third").isFalse();
      assertThat(shared.await(ALIAS, BOUND)).as("another operation, a turn at once").isTrue();
      assertThat(shared.await(ELSEWHERE, BOUND)).as("another region").isTrue();

      waiting.release();
      for (var caller : seated) {
        assertThat(caller.get()).isTrue();
      }
      waiting.advance(Duration.ofSeconds(1));
      assertThat(shared.await(CREATE_KEY, BOUND)).as("there is room again").isTrue();
    }
  }

  /** Lets sleepers lie until they are released; time stands still meanwhile. */
  private static final class HeldTicker implements Ticker {
    private final Semaphore sleepers = new Semaphore(0);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean holding;
    private final AtomicLong now = new AtomicLong(1);

    @Override
    public long nanoTime() {
      return now.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      if (holding) {
        sleepers.release();
        released.await();
      }
    }

    void hold() {
      holding = true;
    }

    void awaitSleepers(int count) throws InterruptedException {
      sleepers.acquire(count);
    }

    void release() {
      holding = false;
      released.countDown();
    }

    void advance(Duration by) {
      now.addAndGet(by.toNanos());
    }
  }

  private void throttled() {
    limiter.rate(CREATE_KEY);
    limiter.throttled(CREATE_KEY, ticker.nanoTime());
  }

  private static long millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e6);
  }
}
