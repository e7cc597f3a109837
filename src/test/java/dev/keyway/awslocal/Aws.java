package dev.keyway.awslocal;

import dev.keyway.awslocal.iam.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

/** A local AWS with two accounts, and unmodified SDK clients of their roles. */
final class Aws implements AutoCloseable {

  static final String A = "111111111111";
  static final String B = "222222222222";
  static final String ADMIN = "admin";
  static final String REGION = "eu-central-1";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final SdkHttpClient HTTP =
      UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)).build();

  final LocalAws local;

  private Aws(LocalAwsConfig config) {
    local = LocalAws.start(config);
  }

  static Aws start() {
    return start(config());
  }

  static Aws start(LocalAwsConfig config) {
    return new Aws(config);
  }

  /** Two accounts with an all-powerful role each, and a clock that stands still. */
  static LocalAwsConfig config() {
    return LocalAwsConfig.of(A, B).withRole(A, ADMIN).withRole(B, ADMIN).withClockStoppedAt(START);
  }

  SqsClient sqs() {
    return sqs(A, ADMIN);
  }

  SqsClient sqs(String account, String role) {
    return client(SqsClient.builder(), Credentials.ofRole(account, role), REGION);
  }

  SnsClient sns() {
    return sns(A, ADMIN);
  }

  SnsClient sns(String account, String role) {
    return client(SnsClient.builder(), Credentials.ofRole(account, role), REGION);
  }

  KmsClient kms() {
    return kms(A, ADMIN);
  }

  KmsClient kms(String account, String role) {
    return client(KmsClient.builder(), Credentials.ofRole(account, role), REGION);
  }

  StsClient sts(String account, String role) {
    return client(StsClient.builder(), Credentials.ofRole(account, role), REGION);
  }

  <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(
      B builder, Credentials credentials, String region) {
    String token = credentials.sessionToken();
    AwsCredentials sdk =
        token == null
            ? AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())
            : AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), token);
    return builder
        .endpointOverride(local.endpoint())
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(sdk))
        .httpClient(HTTP)
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** All attributes of a queue as its owner reads them. */
  Map<String, String> attributes(String queueUrl) {
    return sqs()
        .getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
        .attributesAsStrings();
  }

  static String queueArn(String account, String name) {
    return "arn:aws:sqs:%s:%s:%s".formatted(REGION, account, name);
  }

  static String topicArn(String account, String name) {
    return "arn:aws:sns:%s:%s:%s".formatted(REGION, account, name);
  }

  static String roleArn(String account, String name) {
    return "arn:aws:iam::%s:role/%s".formatted(account, name);
  }

  static String rootArn(String account) {
    return "arn:aws:iam::%s:root".formatted(account);
  }

  /** A policy of one or more statements, each JSON. */
  static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  /** An Allow of these actions to a principal, given as JSON. */
  static String allow(String principal, String actions, String resource) {
    return "{\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":%s,\"Resource\":\"%s\"}"
        .formatted(principal, actions, resource);
  }

  /** An Allow to a service, for one source. */
  static String allowService(String service, String actions, String resource, String sourceArn) {
    return ("{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"%s\"},\"Action\":%s,"
            + "\"Resource\":\"%s\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"%s\"}}}")
        .formatted(service, actions, resource, sourceArn);
  }

  /** The statement that every key policy has. */
  static String keyRoot(String account) {
    return allow("{\"AWS\":\"" + rootArn(account) + "\"}", "\"kms:*\"", "*");
  }

  /** The code of an SDK exception. */
  static String code(Throwable thrown) {
    AwsErrorDetails details = ((AwsServiceException) thrown).awsErrorDetails();
    return details.errorCode();
  }

  @Override
  public void close() {
    local.close();
  }
}
