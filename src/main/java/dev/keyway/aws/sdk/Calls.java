package dev.keyway.aws.sdk;

import dev.keyway.aws.AwsCall;
import dev.keyway.aws.AwsCallListener;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one way by which requests of a service and region leave: in turn, watched, judged, and
 * repeated at most once.
 *
 * <p>The SDK's own retries are off. They would pass the turns by, hide throttling, repeat CreateKey
 * and forget that a first request may have had its effect when the second fails otherwise.
 */
final class Calls {
  private static final Logger LOG = Logger.getLogger(Calls.class);

  /** Code of the failure when a call would have had to wait for its turn too long. */
  static final String NO_TURN = "RateLimitedByKeyway";

  private static final String UNKNOWN_REQUEST_ID = "UNKNOWN";
  private static final long SHORTEST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 150;

  private final String service;
  private final String region;
  private final RateLimiter limiter;
  private final SdkAwsConfig.Timeouts timeouts;
  private final Ticker ticker;
  private final List<AwsCallListener> listeners;

  /** Create the way out for one service in one region. */
  Calls(
      String service,
      String region,
      RateLimiter limiter,
      SdkAwsConfig config,
      List<AwsCallListener> listeners) {
    this.service = service;
    this.region = region;
    this.limiter = limiter;
    timeouts = config.timeouts();
    ticker = config.ticker();
    this.listeners = List.copyOf(listeners);
  }

  /** Make a call that changes nothing. */
  <T extends AwsResponse> T read(String operation, String resource, Supplier<T> request) {
    return call(site(operation, resource, false), request, _ -> resource);
  }

  /** Make a call that changes something. */
  <T extends AwsResponse> T mutate(String operation, String resource, Supplier<T> request) {
    return call(site(operation, resource, true), request, _ -> resource);
  }

  /** Make a call that changes something each time anew; it is not repeated if it may have. */
  <T extends AwsResponse> T mutateOnce(String operation, String resource, Supplier<T> request) {
    return call(site(operation, resource, true).eachCounts(), request, _ -> resource);
  }

  /** Make a call that creates something whose name only the answer tells. */
  <T extends AwsResponse> T create(
      String operation, String resource, Supplier<T> request, Function<T, String> created) {
    return call(site(operation, resource, true), request, created);
  }

  /** Return what the calls found; empty when AWS said that it is not there. */
  static <T> Optional<T> found(Supplier<T> calls) {
    try {
      return Optional.of(calls.get());
    } catch (AwsException e) {
      if (e.failure().cause() == Cause.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private CallSite site(String operation, String resource, boolean mutating) {
    return new CallSite(new ApiOperation(region, service, operation), resource, mutating);
  }

  private <T extends AwsResponse> T call(
      CallSite site, Supplier<T> request, Function<T, String> resource) {
    long begun = ticker.nanoTime();
    AwsException first;
    try {
      return attempt(site, request, resource, timeouts.turn());
    } catch (AwsException e) {
      first = e;
    }
    if (!worthRepeating(site, first.failure()) || !pause()) {
      throw first;
    }
    Duration left = timeouts.call().minus(timeouts.attempt()).minus(since(begun));
    if (left.isNegative()) {
      throw first;
    }
    try {
      return attempt(site, request, resource, Collections.min(List.of(left, timeouts.turn())));
    } catch (AwsException second) {
      throw decisive(site, first, second);
    }
  }

  private static boolean worthRepeating(CallSite site, AwsFailure failure) {
    return switch (failure.cause()) {
      case THROTTLED -> !failure.code().equals(NO_TURN);
      case UNREACHABLE -> true;
      case OUTCOME_UNKNOWN, SERVICE_ERROR -> site.repeatable();
      case NOT_FOUND,
          ALREADY_EXISTS,
          ACCESS_DENIED,
          CREDENTIALS,
          INVALID,
          POLICY_REFUSED,
          INVALID_STATE,
          LIMIT_EXCEEDED,
          RECENTLY_DELETED ->
          false;
    };
  }

  /** The second failure, unless it hides that the first request may have had its effect. */
  private static AwsException decisive(CallSite site, AwsException first, AwsException second) {
    if (site.mutating()
        && first.failure().mayHaveTakenEffect()
        && second.failure().cause() != Cause.NOT_FOUND) {
      first.addSuppressed(second);
      return first;
    }
    return second;
  }

  private <T extends AwsResponse> T attempt(
      CallSite site, Supplier<T> request, Function<T, String> resource, Duration bound) {
    awaitTurn(site, bound);
    long sentAt = ticker.nanoTime();
    var transmission = new Transmission();
    try {
      T response = transmission.watch(request);
      report(
          site,
          resource.apply(response),
          sentAt,
          null,
          known(response.responseMetadata().requestId()));
      return response;
    } catch (SdkException e) {
      AwsFailure failure = SdkFailures.translate(e, site, transmission.begun());
      if (failure.cause() == Cause.THROTTLED) {
        limiter.throttled(site.api(), sentAt);
      }
      report(site, site.resource(), sentAt, failure, failure.requestId());
      throw new AwsException(failure, e);
    }
  }

  private void awaitTurn(CallSite site, Duration bound) {
    try {
      if (!limiter.await(site.api(), bound)) {
        throw new AwsException(unsent(site, Cause.THROTTLED, NO_TURN, "all turns are taken"));
      }
    } catch (InterruptedException e) {
      throw interrupted(site, e);
    }
  }

  /** Return what to throw when a thread is interrupted while it waits to make a read call. */
  AwsException interrupted(String operation, String resource, InterruptedException e) {
    return interrupted(site(operation, resource, false), e);
  }

  private static AwsException interrupted(CallSite site, InterruptedException e) {
    Thread.currentThread().interrupt();
    String code = InterruptedException.class.getSimpleName();
    return new AwsException(
        unsent(site, Cause.UNREACHABLE, code, "interrupted before the call was made"), e);
  }

  private static AwsFailure unsent(CallSite site, Cause cause, String code, String message) {
    return new AwsFailure(
        cause, site.api().service(), site.api().operation(), site.resource(), code, message, null);
  }

  private void report(
      CallSite site,
      String resource,
      long sentAt,
      @Nullable AwsFailure failure,
      @Nullable String requestId) {
    var call =
        new AwsCall(
            service,
            site.api().operation(),
            region,
            resource,
            site.mutating(),
            since(sentAt),
            failure,
            requestId);
    for (AwsCallListener listener : listeners) {
      tell(listener, call);
    }
  }

  private static void tell(AwsCallListener listener, AwsCall call) {
    try {
      listener.called(call);
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s failed on %s", listener, call.operation());
    }
  }

  private boolean pause() {
    try {
      ticker.sleep(
          Duration.ofMillis(
              ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Duration since(long nanoTime) {
    return Duration.ofNanos(ticker.nanoTime() - nanoTime);
  }

  private static @Nullable String known(@Nullable String requestId) {
    return requestId == null || requestId.equals(UNKNOWN_REQUEST_ID) ? null : requestId;
  }
}
