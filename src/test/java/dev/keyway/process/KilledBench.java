package dev.keyway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.scenario.Cluster;
import dev.keyway.scenario.NeverBrick;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A bench whose operator is killed at chosen calls, with the checker watching every call. */
final class KilledBench implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<Kind> CHANNEL =
      List.of(Kind.TOPIC_SUBSCRIPTION, Kind.ENCRYPTED_QUEUE, Kind.ENCRYPTED_TOPIC);

  final Bench bench = new Bench(Duration.ofSeconds(3));
  private final Cluster wishes = new Cluster(bench.namespace);
  private final NeverBrick checker = new NeverBrick(bench.aws, wishes);
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private volatile Predicate<Call> point = _ -> false;

  KilledBench() {
    bench.aws.calls().onCall(this::after);
  }

  private void after(Call call) {
    if (!call.caller().contains("/keyway/")) {
      return;
    }
    if (call.isMutating()) {
      writes.add(call.service() + " " + call.operation());
    }
    if (point.test(call)) {
      bench.operator.kill();
      point = _ -> false;
      writes.add("KILLED");
    }
  }

  /** Apply YAML, of which the checker knows before the operator can. */
  void apply(String yaml) {
    tell(() -> wishes.apply(yaml));
    bench.apply(yaml);
  }

  /** Delete what makes up the channel, and wait until it is gone from the cluster. */
  void delete(KilledMove move) {
    for (var kind : CHANNEL) {
      var name = new ObjectName(kind, bench.namespace, move.channel());
      tell(() -> wishes.delete(name));
      bench.delete(kind.kubernetesName(), move.channel());
    }
    for (var kind : CHANNEL) {
      bench.awaitGone(kind.kubernetesName(), move.channel());
      tell(() -> wishes.strip(new ObjectName(kind, bench.namespace, move.channel())));
    }
  }

  private void tell(Runnable wish) {
    bench
        .aws
        .state()
        .atomically(
            () -> {
              wish.run();
              checker.refresh();
              return true;
            });
  }

  /** Change the mind of the user, and start the operator anew after each kill. */
  void throughAllPoints(KilledMove move) {
    boolean begun = false;
    for (var next : move.points()) {
      point = next.on(bench);
      if (begun) {
        bench.operator.start();
      } else {
        apply(move.after());
        begun = true;
      }
      awaitKilled(move, next);
    }
    bench.operator.start();
  }

  private void awaitKilled(KilledMove move, KillPoint at) {
    try {
      await(move + " is killed at " + at).atMost(PATIENCE).until(() -> !bench.operator.isRunning());
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + " " + writes + bench.operator.output(), e);
    }
    bench.operator.awaitEnd();
  }

  /** Wait until everything of the channel is as its newest spec wants it. */
  void awaitReady(KilledMove move) {
    for (var object : objects(move)) {
      var kind = object.getKind();
      var name = object.getMetadata().getName();
      await(kind + " " + name)
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(bench.condition(kind, name, "Ready")).isEqualTo("True/Proven");
                assertThat(isOfNewestSpec(bench.object(kind, name).orElseThrow())).isTrue();
              });
    }
  }

  private static boolean isOfNewestSpec(GenericKubernetesResource object) {
    Number observed = object.get("status", "observedGeneration");
    return observed != null && observed.longValue() == object.getMetadata().getGeneration();
  }

  /** Return what status records as changed by somebody else. */
  List<String> drift(KilledMove move) {
    return objects(move).stream()
        .flatMap(
            object -> Stream.ofNullable(object.<List<Map<String, Object>>>get("status", "drift")))
        .flatMap(List::stream)
        .map(Object::toString)
        .toList();
  }

  /** Return the objects of the channel, its own keys and its dead-letter queue included. */
  List<GenericKubernetesResource> objects(KilledMove move) {
    var channel = move.channel();
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                Stream.of("", "-dead", "-key", "-queue")
                    .flatMap(
                        suffix -> bench.object(kind.kubernetesName(), channel + suffix).stream()))
        .toList();
  }

  String topicArn(KilledMove move) {
    return "arn:aws:sns:eu-central-1:" + Bench.ACCOUNT + ":" + awsName(move.channel());
  }

  String queueArn(KilledMove move) {
    return "arn:aws:sqs:eu-central-1:" + Bench.ACCOUNT + ":" + awsName(move.channel());
  }

  String awsName(String name) {
    return bench.namespace + "_" + name;
  }

  List<String> violations() {
    return checker.violations();
  }

  /** Return whether an AWS object with those tags belongs to an object of ours of that name. */
  boolean isOf(String name, Map<String, String> tags) {
    return bench.namespace.equals(tags.get(Identity.NAMESPACE))
        && name.equals(tags.get(Identity.NAME));
  }

  @Override
  public void close() {
    bench.close();
  }
}
