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

  private record Whose(Class<?> client, String account, String role, Region region) {}

  private final LocalAws local;
  private final Map<Whose, Object> made = new HashMap<>();

  Clients(LocalAws local) {
    this.local = local;
  }

  <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C of(
      Class<C> type, String account, String role, Supplier<B> builder) {
    return of(type, new Whose(type, account, role, Region.of(World.REGION)), builder);
  }

  <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C of(
      Class<C> type, String account, String role, Region region, Supplier<B> builder) {
    return of(type, new Whose(type, account, role, region), builder);
  }

  private <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C of(
      Class<C> type, Whose whose, Supplier<B> builder) {
    return type.cast(made.computeIfAbsent(whose, _ -> client(builder.get(), whose)));
  }

  private <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C client(
      B builder, Whose whose) {
    var credentials = Credentials.ofRole(whose.account(), whose.role());
    return builder
        .endpointOverride(local.endpoint())
        .region(whose.region())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey())))
        .httpClient(HTTP)
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
