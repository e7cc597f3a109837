package dev.keyway.aws.sdk;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.ToDoubleFunction;

/**
 * The turns of all calls of one AWS account: each API operation of each region has its own rate.
 * Where several {@link SdkAws} work in one account, they share one limiter.
 *
 * <p>A caller that waits keeps a thread from everybody else, so only few may wait for a service of
 * a region: the others are turned away at once and come again. Waits that are over before anybody
 * would notice are not counted.
 */
public final class RateLimiter {
  /** How many callers of one service and region may wait, unless said otherwise. */
  private static final int SEATS = 3;

  private static final Duration UNNOTICED = Duration.ofMillis(250);

  private final Ticker ticker;
  private final ToDoubleFunction<ApiOperation> rates;
  private final int seats;
  private final Map<ApiOperation, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final Map<Room, Semaphore> rooms = new ConcurrentHashMap<>();

  /** Where callers wait. */
  private record Room(String region, String service) {}

  /** Create a limiter with the rates that AWS publishes. */
  public RateLimiter(Ticker ticker) {
    this(ticker, SEATS);
  }

  /** Create one that lets so many callers wait for a service of a region. */
  public RateLimiter(Ticker ticker, int seats) {
    this(ticker, seats, PublishedRates::of);
  }

  RateLimiter(Ticker ticker, int seats, ToDoubleFunction<ApiOperation> rates) {
    this.ticker = ticker;
    this.seats = seats;
    this.rates = rates;
  }

  /**
   * Block until that operation has its turn; false, at once, if that would take too long or too
   * many are waiting.
   */
  boolean await(ApiOperation api, Duration bound) throws InterruptedException {
    if (awaitUpTo(api, shorter(bound, UNNOTICED))) {
      return true;
    }
    var room = rooms.computeIfAbsent(new Room(api.region(), api.service()), _ -> room());
    if (!room.tryAcquire()) {
      return false;
    }
    try {
      return awaitUpTo(api, bound);
    } finally {
      room.release();
    }
  }

  private Semaphore room() {
    return new Semaphore(seats);
  }

  private boolean awaitUpTo(ApiOperation api, Duration bound) throws InterruptedException {
    long wait = bucket(api).take(ticker.nanoTime(), bound.toNanos());
    if (wait == TokenBucket.NONE) {
      return false;
    }
    if (wait > 0) {
      ticker.sleep(Duration.ofNanos(wait));
    }
    return true;
  }

  /** Slow that operation down, because AWS throttled a call of it that was sent at that time. */
  void throttled(ApiOperation api, long sentAt) {
    bucket(api).throttled(ticker.nanoTime(), sentAt);
  }

  /** Return the calls per second that this operation is let through now. */
  double rate(ApiOperation api) {
    return bucket(api).rate(ticker.nanoTime());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private TokenBucket bucket(ApiOperation api) {
    return buckets.computeIfAbsent(
        api, key -> new TokenBucket(rates.applyAsDouble(key), ticker.nanoTime()));
  }
}
