package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Guardrails;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.aws.Aws;
import dev.keyway.aws.sdk.SdkAws;
import dev.keyway.aws.sdk.SdkAwsConfig;
import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.LocalAwsConfig;
import dev.keyway.awslocal.iam.Credentials;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.PassResult;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Tenancy;
import dev.keyway.reconcile.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A cluster, the operator's passes and an AWS that enforces permissions, in one thread and on a
 * clock that stands still unless it is moved.
 */
final class World implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String OTHER_ACCOUNT = "444455556666";
  static final String REGION = "eu-central-1";
  static final String CLUSTER = "test";
  static final String OPERATOR = "keyway";
  static final String TAMPERER = "admin";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration CHECK = Duration.ofMinutes(10);
  private static final Duration SOME_CHECKS = Duration.ofHours(6);
  private static final Duration LAST_DAY = Duration.ofDays(1);
  private static final int MAX_ROUNDS = 200;
  private static final int MAX_FAILURES = 8;

  final LocalAws local;
  final Cluster cluster = new Cluster();
  final List<Transition> told = new ArrayList<>();
  final Cutter cutter = new Cutter();
  final People people;
  final NeverBrick neverBrick;
  private final SdkAws sdk;
  private UnaryOperator<List<ObjectName>> order = UnaryOperator.identity();
  private Passes passes;
  private Settings settings = settings();

  World() {
    local =
        LocalAws.start(
            LocalAwsConfig.of(ACCOUNT, OTHER_ACCOUNT)
                .withRole(ACCOUNT, OPERATOR)
                .withRole(ACCOUNT, TAMPERER)
                .withRole(ACCOUNT, "checkout")
                .withRole(ACCOUNT, "intruder")
                .withRole(Redrives.role())
                .withRole(OTHER_ACCOUNT, "ledger-task")
                .withRole(OTHER_ACCOUNT, "audit")
                .withClockStoppedAt(START));
    sdk = connect();
    people = new People(local);
    neverBrick = new NeverBrick(local, cluster);
    passes = passes();
  }

  static Settings settings() {
    return new Settings(
        CLUSTER,
        REGION,
        "",
        CHECK,
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        Duration.ofMinutes(15),
        Duration.ofMinutes(5));
  }

  /** AWS as the operator's role sees it. */
  Aws aws() {
    return sdk;
  }

  /** Forget all that the process knew; only the cluster and AWS remain. */
  void restart() {
    passes = passes();
  }

  /** Let an AccountBinding with these guardrails and tags serve the namespace from now on. */
  void bind(Guardrails guardrails, Map<String, String> tags) {
    var tenancy = new Tenancy("payments", ACCOUNT, Set.of(REGION), tags, guardrails);
    settings = settings().bound(REGION, "", tenancy);
    restart();
  }

  private Passes passes() {
    Aws aws = cutter.around(sdk);
    return new Passes(aws, cluster, settings, new LocalTime(local.clock(), ZoneOffset.UTC));
  }

  /** Have the passes of each round run in that order. */
  void order(UnaryOperator<List<ObjectName>> chosen) {
    order = chosen;
  }

  void apply(Example example) {
    cluster.apply(example.yaml());
  }

  /** Apply an example, bring it to rest, and put a message into the queue that stays there. */
  void converge(Example example) {
    apply(example);
    settle();
    people.publish(example.topicArn(), "canary");
  }

  /** Run passes until nothing changes any more, letting time pass where something waits for it. */
  void settle() {
    int failures = 0;
    for (int i = 0; i < MAX_ROUNDS; i++) {
      var round = new Round();
      round.run();
      if (round.changed) {
        failures = 0;
      } else if (round.wait != null) {
        advance(round.wait);
      } else if (!round.failed || ++failures > MAX_FAILURES) {
        assertThat(neverBrick.violations()).isEmpty();
        return;
      } else {
        advance(Duration.ofSeconds(10));
      }
    }
    throw new AssertionError("does not come to rest: " + describe());
  }

  /** Run one pass over every object. */
  void step() {
    new Round().run();
  }

  /** Let a while pass, with the checks that fall into it; of all but the last day, only some. */
  void elapse(Duration duration) {
    var left = duration;
    while (left.isPositive()) {
      var step = left.compareTo(LAST_DAY) > 0 ? SOME_CHECKS : CHECK;
      step = left.compareTo(step) < 0 ? left : step;
      advance(step);
      settle();
      left = left.minus(step);
    }
  }

  /** Send a message after each of many rounds of passes, then let everything come to rest. */
  void settleUnderLoad(Duration pause, Consumer<String> send) {
    for (int i = 0; i < 60; i++) {
      step();
      send.accept("under way " + i);
      advance(pause);
    }
    settle();
  }

  /** What became of the messages, for people. */
  String tally() {
    return "%2d messages sent, %2d received, %d violations"
        .formatted(people.sent(), people.received(), neverBrick.violations().size());
  }

  void advance(Duration by) {
    local.clock().advance(by);
  }

  /** One pass over every object. */
  private final class Round {
    private boolean changed;
    private boolean failed;
    private @Nullable Duration wait;

    void run() {
      neverBrick.refresh();
      for (var name : order.apply(cluster.names())) {
        if (cluster.object(name).isPresent()) {
          pass(name);
        }
      }
    }

    private void pass(ObjectName name) {
      var result = runPass(name);
      told.addAll(result.transitions());
      changed |= cluster.status(name, result.status());
      if (result.released()) {
        cluster.strip(name);
        changed = true;
      }
      failed |= result.outcome() instanceof Outcome.Failed;
      if (result.outcome() instanceof Outcome.InProgress(var _, var _, var after)
          && (wait == null || after.compareTo(wait) < 0)) {
        wait = after;
      }
    }
  }

  /** Run one pass over one object and return what it hands back. */
  PassResult<?> pass(ObjectName name) {
    neverBrick.refresh();
    return runPass(name);
  }

  // What users and time have changed was looked at before; what Keyway changes is looked at anyway.
  private PassResult<?> runPass(ObjectName name) {
    var result = passes.run(name);
    cutter.passed();
    return result;
  }

  boolean isReady(Kind kind, String name) {
    return Conditions.isTrue(status(kind, name).conditions(), Conditions.READY);
  }

  KeywayStatus status(Kind kind, String name) {
    return status(named(kind, name));
  }

  KeywayStatus status(ObjectName name) {
    return (KeywayStatus) Objects.requireNonNull(cluster.object(name).orElseThrow().status());
  }

  String describe() {
    var text = new StringBuilder();
    for (var name : cluster.names()) {
      text.append('\n').append(name).append(": ");
      var status = (KeywayStatus) cluster.object(name).orElseThrow().status();
      text.append(status == null ? "no status" : status.conditions());
    }
    return text.toString();
  }

  static ObjectName named(Kind kind, String name) {
    return new ObjectName(kind, Cluster.NAMESPACE, name);
  }

  static String topicArn(String name) {
    return "arn:aws:sns:" + REGION + ":" + ACCOUNT + ":" + name;
  }

  static String queueArn(String name) {
    return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + name;
  }

  private SdkAws connect() {
    var keyway = Credentials.ofRole(ACCOUNT, OPERATOR);
    var config =
        SdkAwsConfig.of(REGION)
            .withEndpoints(SdkAwsConfig.Endpoints.all(local.endpoint()))
            .withTicker(new StillTicker())
            .withCredentials(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keyway.accessKeyId(), keyway.secretAccessKey())));
    return new SdkAws(config, List.of());
  }

  @Override
  public void close() {
    sdk.close();
    local.close();
    assertThat(neverBrick.violations()).isEmpty();
    assertThat(local.calls().listenerFailures()).isEmpty();
  }
}
