package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.aws.sdk.Ticker;
import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.call.Call;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A restart with 1,000 objects that need nothing: 250 keys, topics, queues and subscriptions. The
 * first checks are spread, keep to AWS's rates and change nothing, and an edit does not wait for
 * them.
 */
class RestartIT {
  private static final int CHANNELS = 250;
  private static final int OBJECTS = 4 * CHANNELS;
  private static final int THREADS = 12;

  /** So long that the rate of ListQueueTags, 10 a second, has room for all queues. */
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  /** Converging at AWS's rates would take minutes; here it is what goes before. */
  private static final int TIMES_AS_FAST = 1000;

  private static final long SECOND = 1_000_000_000;
  private static final int AWAY = 25;
  private static final int AHEAD = 150;
  private static final String EDITED = "c7";
  private static final String NEW = "new";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern WRITTEN =
      Pattern.compile(".*/encryptedqueues/(%s|%s)(/status)?".formatted(EDITED, NEW));

  /** What reads each object, and nothing else does. */
  private static final Set<String> CHECKS =
      Set.of(
          "ListResourceTags", "ListTagsForResource", "ListQueueTags", "GetSubscriptionAttributes");

  private static final Set<String> IDLE =
      Set.of(
          "DescribeKey",
          "GetKeyPolicy",
          "GetQueueAttributes",
          "GetSubscriptionAttributes",
          "GetTopicAttributes");

  private final LocalAws aws = RealOperator.aws();
  private final Cluster cluster;
  private final String namespace;
  private final long begun = System.nanoTime();

  RestartIT() {
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
  void editsGoAheadOfTheFirstChecksOfAThousandObjectsWhichChangeNothing() {
    converge();
    aws.calls().clear();
    try (var operator = operator(INTERVAL, Ticker.system())) {
      operator.started();
      until("first checks are under way", () -> checked(0) >= AWAY);
      long edited = aws.calls().all().getLast().sequence();
      edit();
      until("both edits are in AWS", () -> writes().size() >= 2);
      long waited = checked(edited) - checked(writes().getLast().sequence());
      tell("first checks between the edits and their writes: " + waited);
      assertThat(waited).isLessThan(AHEAD);

      until("all were checked", () -> checked(0) >= OBJECTS);
      tell("all were checked: " + aws.calls().countByOperation());
      // Of each channel five reads, tags and rotation, the queue's URL; and the key by its ARN.
      assertThat(readsPerCheck(0)).isLessThan(11);
      firstChecksWereSpread();
      awsRatesWereKept();
      idle();
      nothingElseWasWritten(operator);
    }
  }

  private void converge() {
    apply();
    tell("applied");
    try (var operator = operator(Duration.ofMinutes(10), new FastTicker(TIMES_AS_FAST))) {
      operator.started();
      until("all objects are ready", () -> operator.ready() == OBJECTS);
      tell("ready");
      untilNothingIsLeftToWrite(operator);
    }
  }

  // Being ready is not the last that is said of an object: whom its key has let in follows.
  private static void untilNothingIsLeftToWrite(RealOperator operator) {
    var seen = new AtomicInteger(-1);
    await("no write between two looks")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              int now = operator.requests.writes().size();
              return seen.getAndSet(now) == now;
            });
  }

  private RealOperator operator(Duration interval, Ticker ticker) {
    return new RealOperator(aws, namespace, THREADS, interval, ticker);
  }

  private void edit() {
    apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: %s}
        spec: {encryption: {mode: ServiceManaged}}
        """
            .formatted(NEW));
    cluster
        .at(EncryptedQueue.class, EDITED)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"visibilityTimeoutSeconds\":77}}");
  }

  private List<Call> writes() {
    return aws.calls().where(Call::isMutating);
  }

  /** Return how many objects were checked after that call. */
  private long checked(long since) {
    return aws
        .calls()
        .where(call -> call.sequence() > since && CHECKS.contains(call.operation()))
        .stream()
        .map(call -> call.operation() + call.resource())
        .distinct()
        .count();
  }

  private void firstChecksWereSpread() {
    var times = times("ListQueueTags");
    var middle = times.getFirst().plus(INTERVAL.dividedBy(2));
    long early = times.stream().filter(time -> time.isBefore(middle)).count();
    tell(early + " of " + times.size() + " queues were checked in the first half");
    assertThat(early).isBetween(CHANNELS / 4L, 3L * CHANNELS / 4);
  }

  private void awsRatesWereKept() {
    for (var operation : List.of("ListQueueTags", "ListTagsForResource")) {
      var times = times(operation);
      // A second's worth, what may be used at once, and a caller for each thread that was held up.
      for (int i = 0; i + 10 + 2 + THREADS < times.size(); i++) {
        assertThat(Duration.between(times.get(i), times.get(i + 10 + 2 + THREADS)))
            .as(operation)
            .isGreaterThan(Duration.ofMillis(900));
      }
    }
  }

  private List<Instant> times(String operation) {
    return aws.calls().where(call -> call.operation().equals(operation)).stream()
        .map(Call::time)
        .toList();
  }

  private void idle() {
    long since = aws.calls().all().getLast().sequence();
    until("a part of the next checks", () -> after(since, "GetQueueAttributes") >= CHANNELS / 3);
    tell("reads for each check of a channel: %.1f".formatted(readsPerCheck(since)));
    var last = new HashMap<String, Instant>();
    for (var call : aws.calls().where(call -> call.sequence() > since)) {
      assertThat(call.operation()).isIn(IDLE);
      var before = last.put(call.operation() + call.resource(), call.time());
      assertThat(before == null || before.plus(INTERVAL.dividedBy(2)).isBefore(call.time()))
          .as("%s is read once an interval", call)
          .isTrue();
    }
  }

  private double readsPerCheck(long since) {
    double reads = aws.calls().where(call -> call.sequence() > since && !call.isMutating()).size();
    return reads / after(since, "GetQueueAttributes");
  }

  private int after(long since, String operation) {
    return aws.calls()
        .where(call -> call.sequence() > since && call.operation().equals(operation))
        .size();
  }

  private void nothingElseWasWritten(RealOperator operator) {
    assertThat(writes())
        .allMatch(
            call -> call.resource().endsWith("_" + NEW) || call.resource().endsWith("_" + EDITED))
        .hasSize(2);
    var writes = operator.requests.writes().stream().map(Requests.Request::path).toList();
    assertThat(writes).filteredOn(path -> path.endsWith("/events")).hasSizeLessThan(6);
    assertThat(writes)
        .filteredOn(path -> !path.endsWith("/events"))
        .allMatch(path -> WRITTEN.matcher(path).matches());
  }

  private static void until(String what, Callable<Boolean> condition) {
    await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
  }

  private void tell(String what) {
    System.out.printf("restart, after %d s: %s%n", (System.nanoTime() - begun) / SECOND, what);
  }

  private void apply() {
    try (var users = Executors.newFixedThreadPool(8)) {
      var applied =
          IntStream.range(0, CHANNELS)
              .mapToObj(i -> CompletableFuture.runAsync(() -> apply(channel(i)), users))
              .toList();
      applied.forEach(CompletableFuture::join);
    }
  }

  private void apply(String yaml) {
    ControlPlane.client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .serverSideApply();
  }

  private static String channel(int number) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptionKey
        metadata: {name: c%1$d}
        spec: {}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedTopic
        metadata: {name: c%1$d}
        spec:
          encryption: {mode: SharedKey, keyRef: {name: c%1$d}}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: c%1$d}
        spec:
          encryption: {mode: SharedKey, keyRef: {name: c%1$d}}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: TopicSubscription
        metadata: {name: c%1$d}
        spec:
          topicRef: {name: c%1$d}
          queueRef: {name: c%1$d}
        """
        .formatted(number);
  }
}
