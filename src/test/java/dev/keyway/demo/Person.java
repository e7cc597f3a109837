package dev.keyway.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Somebody who works with AWS by the unmodified SDK, under a role of an account. */
final class Person {
  /** The region of the whole story. */
  static final String REGION = "eu-central-1";

  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  private final Terminal terminal;
  private final URI endpoint;
  private final String account;
  private final String role;

  Person(Terminal terminal, URI endpoint, String account, String role) {
    this.terminal = terminal;
    this.endpoint = endpoint;
    this.account = account;
    this.role = role;
  }

  /** Return what the AWS command line needs to act as this person. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        "AKIA_" + account + "_role_" + role,
        "AWS_SECRET_ACCESS_KEY",
        "any",
        "AWS_REGION",
        REGION,
        // the first version of the command line knows only this one
        "AWS_DEFAULT_REGION",
        REGION,
        "AWS_ENDPOINT_URL",
        endpoint.toString());
  }

  String roleArn() {
    return "arn:aws:iam::" + account + ":role/" + role;
  }

  /** Show what this person would type for the call that follows. */
  void types(String... words) {
    terminal.command(role + "@" + account + " ", List.of(words));
  }

  SnsClient sns() {
    return configured(SnsClient.builder().httpClient(HTTP)).build();
  }

  SqsClient sqs() {
    return configured(SqsClient.builder().httpClient(HTTP)).build();
  }

  KmsClient kms() {
    return configured(KmsClient.builder().httpClient(HTTP)).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .region(Region.of(REGION))
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIA_" + account + "_role_" + role, "any")));
  }
}
