package dev.keyway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.LocalAwsConfig;
import dev.keyway.awslocal.iam.Credentials;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A namespace on the control plane, a local AWS and an operator between the two. */
final class Bench implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String OTHER_ACCOUNT = "444455556666";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final LocalAws aws =
      LocalAws.start(
          LocalAwsConfig.of(ACCOUNT, OTHER_ACCOUNT)
              .withRole(ACCOUNT, "keyway")
              .withRole(ACCOUNT, "admin")
              .withRole(ACCOUNT, "checkout")
              .withRole(OTHER_ACCOUNT, "ledger-task")
              .withRole(OTHER_ACCOUNT, "audit"));
  final String namespace;
  final RunningOperator operator;

  /** Take a namespace, with an operator that checks every two seconds. */
  Bench() {
    this(Duration.ofSeconds(2));
  }

  Bench(Duration checkInterval) {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
    operator =
        RunningOperator.in(
            namespace, aws.endpoint(), Credentials.ofRole(ACCOUNT, "keyway"), checkInterval);
  }

  /** Apply a file with several objects into the namespace. */
  void apply(Path file) {
    try {
      apply(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Apply YAML into the namespace. */
  void apply(String yaml) {
    ControlPlane.client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .serverSideApply();
  }

  /** Find an object of ours. */
  Optional<GenericKubernetesResource> object(String kind, String name) {
    return Optional.ofNullable(
        ControlPlane.client()
            .genericKubernetesResources(context(kind))
            .inNamespace(namespace)
            .withName(name)
            .get());
  }

  /** Merge JSON into an object of ours. */
  void merge(String kind, String name, String json) {
    ControlPlane.client()
        .genericKubernetesResources(context(kind))
        .inNamespace(namespace)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  void delete(String kind, String name) {
    ControlPlane.client()
        .genericKubernetesResources(context(kind))
        .inNamespace(namespace)
        .withName(name)
        .delete();
  }

  static ResourceDefinitionContext context(String kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("keyway.dev")
        .withVersion("v1alpha1")
        .withKind(kind)
        .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
        .withNamespaced(true)
        .build();
  }

  /** Return a condition of an object as {@code status/reason}. */
  String condition(String kind, String name, String type) {
    return object(kind, name)
        .map(object -> object.<List<Map<String, Object>>>get("status", "conditions"))
        .flatMap(
            conditions -> conditions.stream().filter(c -> type.equals(c.get("type"))).findFirst())
        .map(condition -> condition.get("status") + "/" + condition.get("reason"))
        .orElse("none");
  }

  @Nullable String message(String kind, String name, String type) {
    return object(kind, name)
        .map(object -> object.<List<Map<String, Object>>>get("status", "conditions"))
        .flatMap(
            conditions -> conditions.stream().filter(c -> type.equals(c.get("type"))).findFirst())
        .map(condition -> String.valueOf(condition.get("message")))
        .orElse(null);
  }

  /** Wait until the object is Ready: the operator's pace is not the test's. */
  void awaitReady(String kind, String name) {
    awaitCondition(kind, name, "Ready", "True/Proven");
  }

  void awaitCondition(String kind, String name, String type, String expected) {
    try {
      await(kind + " " + name + " " + type + "=" + expected)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(() -> assertThat(condition(kind, name, type)).isEqualTo(expected));
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(
          e.getMessage()
              + "\nstatus: "
              + object(kind, name).map(o -> o.<Object>get("status"))
              + "\n"
              + operator.output(),
          e);
    }
  }

  void awaitGone(String kind, String name) {
    await(kind + " " + name + " is gone")
        .atMost(PATIENCE)
        .until(() -> object(kind, name).isEmpty());
  }

  SqsClient sqs(String account, String role) {
    return client(SqsClient.builder(), account, role);
  }

  SnsClient sns(String account, String role) {
    return client(SnsClient.builder(), account, role);
  }

  KmsClient kms(String account, String role) {
    return client(KmsClient.builder(), account, role);
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(
      B builder, String account, String role) {
    var named = Credentials.ofRole(account, role);
    URI endpoint = aws.endpoint();
    return builder
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(named.accessKeyId(), named.secretAccessKey())))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Override
  public void close() {
    operator.close();
    aws.close();
    ControlPlane.client().namespaces().withName(namespace).delete();
  }
}
