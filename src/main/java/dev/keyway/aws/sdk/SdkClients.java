package dev.keyway.aws.sdk;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Makes the SDK's clients, all over one HTTP client and with the same settings; owns them. */
final class SdkClients implements AutoCloseable {
  /** The SDK's time-out of an attempt decides; the socket's is there in case it cannot. */
  private static final int SOCKET_FACTOR = 2;

  private final SdkAwsConfig config;
  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private boolean closed;

  SdkClients(SdkAwsConfig config) {
    this.config = config;
    var timeouts = config.timeouts();
    http =
        Transmission.telling(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(timeouts.connect())
                .socketTimeout(timeouts.attempt().multipliedBy(SOCKET_FACTOR))
                .build());
    closing.push(http);
    credentials = new GuardedCredentials(given(config.credentials()));
  }

  private AwsCredentialsProvider given(@Nullable AwsCredentialsProvider provider) {
    if (provider != null) {
      return provider;
    }
    DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
    closing.push(chain);
    return chain;
  }

  SqsClient sqs(String region) {
    return owned(configure(SqsClient.builder(), region, config.endpoints().sqs()).build());
  }

  SnsClient sns(String region) {
    return owned(configure(SnsClient.builder(), region, config.endpoints().sns()).build());
  }

  KmsClient kms(String region) {
    return owned(configure(KmsClient.builder(), region, config.endpoints().kms()).build());
  }

  StsClient sts(String region) {
    return owned(configure(StsClient.builder(), region, config.endpoints().sts()).build());
  }

  private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configure(
      B builder, String region, @Nullable URI endpoint) {
    builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(Region.of(region))
        .overrideConfiguration(override());
    return endpoint == null ? builder : builder.endpointOverride(endpoint);
  }

  private ClientOverrideConfiguration override() {
    var override =
        ClientOverrideConfiguration.builder()
            .apiCallTimeout(config.timeouts().call())
            .apiCallAttemptTimeout(config.timeouts().attempt())
            .retryStrategy(AwsRetryStrategy.doNotRetry());
    String suffix = config.userAgentSuffix();
    if (suffix != null) {
      override.putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, suffix);
    }
    return override.build();
  }

  private synchronized <C extends AutoCloseable> C owned(C client) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    closing.push(client);
    return client;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!closing.isEmpty()) {
      close(closing.pop());
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
