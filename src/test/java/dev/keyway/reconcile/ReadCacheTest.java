package dev.keyway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.reconcile.Observations.Aspect;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who shares the answer to a call that fails. */
class ReadCacheTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ReadCache.Subject KEY = new ReadCache.Subject(Aspect.KEY_POLICY, "arn:k");
  private static final int WAITERS = 8;

  private final ReadCache cache = new ReadCache(Clock.fixed(NOW, ZoneOffset.UTC));
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);

  @Test
  void whoWaitedForACallThatFailedSharesItsFailure() throws Exception {
    var readers = waiters(NOW);

    answered.countDown();

    for (var reader : readers) {
      assertThat(reader.get()).isInstanceOf(Reading.Unreadable.class);
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void whoComesAfterwardsAsksAnew() throws Exception {
    answered.countDown();
    cache.read(KEY, NOW, this::throttled);

    cache.read(KEY, NOW, this::throttled);

    assertThat(calls).hasValue(2);
  }

  @Test
  void whoNeedsANewerAnswerAsksAnewAlthoughItWaited() throws Exception {
    var readers = waiters(NOW.plusMillis(1));

    answered.countDown();

    for (var reader : readers) {
      reader.get();
    }
    assertThat(calls).hasValue(1 + WAITERS);
  }

  private List<FutureTask<Reading<String>>> waiters(Instant notBefore) throws InterruptedException {
    var readers = new ArrayList<FutureTask<Reading<String>>>();
    start(readers, NOW);
    asked.await();
    for (int i = 0; i < WAITERS; i++) {
      awaitBlocked(start(readers, notBefore));
    }
    return readers;
  }

  private Thread start(List<FutureTask<Reading<String>>> readers, Instant notBefore) {
    var task = new FutureTask<>(() -> cache.read(KEY, notBefore, this::throttled));
    readers.add(task);
    return Thread.ofPlatform().daemon().start(task);
  }

  private static void awaitBlocked(Thread thread) {
    while (thread.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
  }

  private Optional<String> throttled() {
    calls.incrementAndGet();
    asked.countDown();
    try {
      answered.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    throw new AwsException(
        new AwsFailure(Cause.THROTTLED, "kms", "GetKeyPolicy", "arn:k", "code", "no", null));
  }
}
