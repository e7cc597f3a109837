package dev.keyway.aws.sdk;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * The turns of all calls of one AWS account: each API operation of each region has its own rate.
 * Where several {@link SdkAws} work in one account, they share one limiter.
 */
public final class RateLimiter {
  private final Ticker ticker;
  private final ToDoubleFunction<ApiOperation> rates;
  private final Map<ApiOperation, TokenBucket> buckets = new ConcurrentHashMap<>();

  /** Create a limiter with the rates that AWS publishes. */
  public RateLimiter(Ticker ticker) {
    this(ticker, PublishedRates::of);
  }

  RateLimiter(Ticker ticker, ToDoubleFunction<ApiOperation> rates) {
    this.ticker = ticker;
    this.rates = rates;
  }

  /** Block until that operation has its turn; false, at once, if that would take too long. */
  boolean await(ApiOperation api, Duration bound) throws InterruptedException {
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

  private TokenBucket bucket(ApiOperation api) {
    return buckets.computeIfAbsent(
        api, key -> new TokenBucket(rates.applyAsDouble(key), ticker.nanoTime()));
  }
}
