package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.call.Fault;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Reason;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.client.CustomResource;
import io.micrometer.core.instrument.Counter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While AWS throttles one API, more objects than there are threads need it; others do not. */
class ThrottlingIT {
  private static final int THREADS = 4;
  private static final int MANY = 3 * THREADS;
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  /** AWS's rates, sooner. */
  private static final int TIMES_AS_FAST = 10;

  private static final Sort KEY = new Sort(EncryptionKey.class, "{}");
  private static final Sort QUEUE =
      new Sort(EncryptedQueue.class, "{encryption: {mode: ServiceManaged}}");
  private static final Sort TOPIC =
      new Sort(EncryptedTopic.class, "{encryption: {mode: AwsManagedKey}}");

  /** A kind with a spec. */
  private record Sort(Class<? extends CustomResource<?, ?>> type, String spec) {
    String yaml(String name) {
      return """
          apiVersion: keyway.dev/v1alpha1
          kind: %s
          metadata: {name: %s}
          spec: %s
          """
          .formatted(type.getSimpleName(), name, spec);
    }
  }

  private final LocalAws aws = RealOperator.aws();
  private final String namespace;
  private final Cluster cluster;

  ThrottlingIT() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
    cluster = new Cluster(namespace);
  }

  @AfterEach
  void release() {
    aws.close();
    ControlPlane.release(namespace);
  }

  @Test
  void kmsKeepsNothingElseWaiting() {
    holds("kms", "kms:*", KEY, QUEUE);
  }

  @Test
  void sqsKeepsNothingElseWaiting() {
    holds("sqs", "sqs:*", QUEUE, KEY);
  }

  @Test
  void snsKeepsNothingElseWaiting() {
    holds("sns", "sns:*", TOPIC, KEY);
  }

  @Test
  void oneOperationKeepsNothingElseWaiting() {
    holds("sqs", "sqs:GetQueueAttributes", QUEUE, KEY);
  }

  private void holds(String service, String throttled, Sort many, Sort other) {
    try (var operator =
        new RealOperator(aws, namespace, THREADS, INTERVAL, new FastTicker(TIMES_AS_FAST))) {
      operator.started();
      aws.faults().add(Fault.always(throttled, new Fault.Effect.Throttle()));
      IntStream.range(0, MANY).forEach(i -> apply(many, "many-" + i));
      Waiting.until("it is said of all", () -> all(name -> says(many, name, Reason.Throttled)));
      aws.calls().clear();

      apply(other, "other");
      Waiting.atOnce("what does not need it", () -> isReady(other, "other"));

      assertThat(calls(service))
          .filteredOn(call -> isHit(call, throttled))
          .noneMatch(Call::succeeded);
      assertThat(aws.calls().where(Call::isMutating))
          .filteredOn(call -> !call.service().scope().equals(service))
          .as("the writes of one object, each once")
          .extracting(Call::operation)
          .doesNotHaveDuplicates()
          .isNotEmpty();
      saysTheSameOnEachPass(operator, many);
      assertThat(throttledServices(operator)).containsOnly(service);

      aws.faults().clear();
      Waiting.until("all are ready", () -> all(name -> isReady(many, name)));
    }
  }

  private void saysTheSameOnEachPass(RealOperator operator, Sort many) {
    assertThat(ready(many, "many-0").orElseThrow().message())
        .startsWith("AWS throttles ")
        .endsWith(
            ", or all its turns are taken; it is tried again, after 30 seconds at the latest.");
    passOverAll(operator);
    var before = versions(many);
    passOverAll(operator);
    assertThat(versions(many)).isEqualTo(before);
  }

  private static void passOverAll(RealOperator operator) {
    int passes = operator.passes("Failed");
    Waiting.until("passes over all", () -> operator.passes("Failed") >= passes + MANY);
  }

  private static List<String> throttledServices(RealOperator operator) {
    return operator.registry.find(AwsMetrics.CALLS).tag("outcome", "Throttled").counters().stream()
        .filter(counter -> counter.count() > 0)
        .map(Counter::getId)
        .map(id -> String.valueOf(id.getTag("service")))
        .distinct()
        .toList();
  }

  private List<Call> calls(String service) {
    return aws.calls().where(call -> call.service().scope().equals(service));
  }

  private static boolean isHit(Call call, String throttled) {
    return throttled.endsWith(":*") || throttled.endsWith(":" + call.operation());
  }

  private static boolean all(Predicate<String> condition) {
    return IntStream.range(0, MANY).mapToObj(i -> "many-" + i).allMatch(condition);
  }

  private List<String> versions(Sort sort) {
    return IntStream.range(0, MANY)
        .mapToObj(i -> cluster.get(sort.type(), "many-" + i).getMetadata().getResourceVersion())
        .toList();
  }

  private boolean isReady(Sort sort, String name) {
    return says(sort, name, Reason.Proven);
  }

  private boolean says(Sort sort, String name, Reason reason) {
    return ready(sort, name).filter(c -> c.reason().equals(reason.name())).isPresent();
  }

  private Optional<Condition> ready(Sort sort, String name) {
    var status = (KeywayStatus) cluster.get(sort.type(), name).getStatus();
    return status == null
        ? Optional.empty()
        : Conditions.find(status.conditions(), Conditions.READY);
  }

  private void apply(Sort sort, String name) {
    ControlPlane.client()
        .load(new ByteArrayInputStream(sort.yaml(name).getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .serverSideApply();
  }
}
