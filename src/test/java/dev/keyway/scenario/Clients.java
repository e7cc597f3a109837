package dev.keyway.scenario;

import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.iam.Credentials;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Unmodified SDK clients of the local AWS's roles, made once each. */
final class Clients {
  private static final SdkHttpClient HTTP =
      UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)).build();

  private record Whose(Class<?> client, String account, String role) {}

  private final LocalAws local;
  private final Map<Whose, Object> made = new HashMap<>();

  Clients(LocalAws local) {
    this.local = local;
  }

  <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C of(
      Class<C> type, String account, String role, Supplier<B> builder) {
    var client =
        made.computeIfAbsent(
            new Whose(type, account, role), _ -> client(builder.get(), account, role));
    return type.cast(client);
  }

  private <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C client(
      B builder, String account, String role) {
    var credentials = Credentials.ofRole(account, role);
    return builder
        .endpointOverride(local.endpoint())
        .region(Region.of(World.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey())))
        .httpClient(HTTP)
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
