package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.grants.Held;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.manifest.Manifest;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Settings;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs the operator's passes over declared objects until nothing changes any more. */
public final class DryRun {
  private static final int MAX_ROUNDS = 1_000;

  /** Keys first, subscriptions last: what a file declares in any order is told in one. */
  private static final Comparator<ObjectName> BY_KIND = Comparator.comparing(ObjectName::kind);

  private final DeclaredObjects objects;
  private final ImaginaryAccount account;
  private final List<String> assumed;
  private final MovableClock clock;
  private final Rooms rooms;

  private DryRun(DeclaredObjects objects, Settings settings, AccountIdentity identity) {
    var assumptions = new TreeSet<>(Assumptions.of(objects));
    assumptions.addAll(Assumptions.deadLetterQueues(objects, settings, identity));
    this.objects = objects;
    this.assumed = List.copyOf(assumptions);
    this.account = new ImaginaryAccount(identity, assumptions, Adoptees.of(objects, identity));
    this.clock = new MovableClock(Assumptions.now(objects));
    this.rooms = new Rooms(account, objects, settings, clock);
  }

  /** Tell what would become of these objects in an account that has nothing but what they adopt. */
  public static Forecast of(List<Manifest> manifests, Environment environment) {
    var objects = new DeclaredObjects();
    manifests.forEach(manifest -> objects.declare(manifest.name(), manifest.spec()));
    var identity = new AccountIdentity(environment.partition(), environment.account(), "");
    var run = new DryRun(objects, environment.settings(), identity);
    run.settle();
    return new Forecast(
        run.written(),
        Waits.of(objects),
        run.assumed,
        run.keyStatements(),
        run.held(),
        Unwritten.of(objects));
  }

  private void settle() {
    for (int i = 0; i < MAX_ROUNDS; i++) {
      var round = new Round();
      objects.names().stream().sorted(BY_KIND).forEach(round::pass);
      if (round.wait != null) {
        clock.advance(round.wait);
      } else if (!round.changed) {
        return;
      }
    }
    throw new IllegalStateException("the passes do not come to rest");
  }

  /** One pass over every object. */
  private final class Round {
    private boolean changed;
    private @Nullable Duration wait;

    void pass(ObjectName name) {
      var result = rooms.pass(name);
      changed |= objects.report(name, result.status());
      if (result.outcome() instanceof Outcome.InProgress(var _, var _, var after)
          && (wait == null || after.compareTo(wait) < 0)) {
        wait = after;
      }
    }
  }

  private List<AwsObject> written() {
    Map<String, ObjectName> owners = new HashMap<>();
    for (var name : objects.names()) {
      objects.status(name).map(DryRun::arn).ifPresent(arn -> owners.put(arn, name));
    }
    return account.things().stream()
        .sorted(Comparator.comparing(thing -> thing.found().isPresent()))
        .filter(thing -> thing.found().isEmpty() || !thing.tags().isEmpty())
        .map(
            thing ->
                Written.of(thing, Objects.requireNonNull(owners.get(thing.arn()), thing.arn())))
        .toList();
  }

  private static @Nullable String arn(KeywayStatus status) {
    return switch (status) {
      case EncryptionKeyStatus key -> key.keyArn();
      case EncryptedTopicStatus topic -> topic.topicArn();
      case EncryptedQueueStatus queue -> queue.queueArn();
      case TopicSubscriptionStatus subscription -> subscription.subscriptionArn();
      default -> throw new IllegalStateException("unknown kind of status");
    };
  }

  // What is asked for and did not fit into a policy is not granted.
  private List<Held> held() {
    return Holdings.of(objects).stream()
        .filter(held -> assumed.contains(held.resourceArn()) || stands(held))
        .toList();
  }

  private boolean stands(Held held) {
    return account.things().stream()
        .filter(thing -> thing.arn().equals(held.resourceArn()))
        .flatMap(thing -> PolicyText.read(thing.policy()).stream())
        .flatMap(policy -> OwnedStatements.grants(policy).stream())
        .anyMatch(held.grant()::isLike);
  }

  private List<KeyStatement> keyStatements() {
    return KeyOwners.statements(
        objects.names().stream().flatMap(name -> objects.status(name).stream()));
  }
}
