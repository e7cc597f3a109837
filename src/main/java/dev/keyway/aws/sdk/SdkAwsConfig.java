package dev.keyway.aws.sdk;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * How Keyway reaches AWS.
 *
 * @param defaultRegion where STS is asked
 * @param endpoints addresses in place of AWS's own
 * @param timeouts how long to wait for what
 * @param userAgentSuffix appended to the SDK's user agent, {@code keyway/<version>}
 * @param ticker elapsed time
 * @param credentials who signs the calls; absent for the SDK's default chain
 */
public record SdkAwsConfig(
    String defaultRegion,
    Endpoints endpoints,
    Timeouts timeouts,
    @Nullable String userAgentSuffix,
    Ticker ticker,
    @Nullable AwsCredentialsProvider credentials) {

  /** Return AWS itself with the default chain of credentials. */
  public static SdkAwsConfig of(String defaultRegion) {
    return new SdkAwsConfig(
        defaultRegion, Endpoints.AWS, Timeouts.DEFAULT, null, Ticker.system(), null);
  }

  /** Return the same with other endpoints. */
  public SdkAwsConfig withEndpoints(Endpoints replacement) {
    return new SdkAwsConfig(
        defaultRegion, replacement, timeouts, userAgentSuffix, ticker, credentials);
  }

  /** Return the same with other time-outs. */
  public SdkAwsConfig withTimeouts(Timeouts replacement) {
    return new SdkAwsConfig(
        defaultRegion, endpoints, replacement, userAgentSuffix, ticker, credentials);
  }

  /** Return the same with a suffix of the user agent. */
  public SdkAwsConfig withUserAgentSuffix(String replacement) {
    return new SdkAwsConfig(defaultRegion, endpoints, timeouts, replacement, ticker, credentials);
  }

  /** Return the same with another ticker. */
  public SdkAwsConfig withTicker(Ticker replacement) {
    return new SdkAwsConfig(
        defaultRegion, endpoints, timeouts, userAgentSuffix, replacement, credentials);
  }

  /** Return the same with credentials from that provider. */
  public SdkAwsConfig withCredentials(AwsCredentialsProvider replacement) {
    return new SdkAwsConfig(
        defaultRegion, endpoints, timeouts, userAgentSuffix, ticker, replacement);
  }

  /**
   * An address per service, in every region; absent means AWS's own.
   *
   * @param sqs replaces SQS's endpoint
   * @param sns replaces SNS's endpoint
   * @param kms replaces KMS's endpoint
   * @param sts replaces STS's endpoint
   */
  public record Endpoints(
      @Nullable URI sqs, @Nullable URI sns, @Nullable URI kms, @Nullable URI sts) {
    /** AWS's own endpoints. */
    public static final Endpoints AWS = new Endpoints(null, null, null, null);

    /** Return that address for all services. */
    public static Endpoints all(URI address) {
      return new Endpoints(address, address, address, address);
    }
  }

  /**
   * How long to wait for what. A connect time-out proves that a call had no effect, an attempt
   * time-out does not: hence the first is the shorter.
   *
   * @param connect for a connection
   * @param attempt for one request, from connecting to the last byte of the answer
   * @param call for a call as a whole: waiting for its turn and a repeated request included
   * @param turn for a call's turn at AWS's rates
   */
  public record Timeouts(Duration connect, Duration attempt, Duration call, Duration turn) {
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2));

    /** Refuse time-outs that contradict each other. */
    public Timeouts {
      if (!connect.isPositive()
          || turn.isNegative()
          || connect.compareTo(attempt) >= 0
          || attempt.compareTo(call) > 0) {
        throw new IllegalArgumentException(
            "time-outs must be 0 < connect < attempt <= call and turn >= 0");
      }
    }
  }
}
