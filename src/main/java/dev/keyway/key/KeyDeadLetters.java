package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.key.KeyObservation.DeadLetterUse;
import dev.keyway.key.KeyObservation.Use;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.DeadLetters;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Reading;
import dev.keyway.reconcile.RedrivePolicy;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds the dead-letter queues that messages under a key are, or were, moved to: by what specs say,
 * by what status remembers, and by AWS's word.
 */
final class KeyDeadLetters {
  private static final String POLICY = "Policy";

  private final Observations observations;
  private final Wanted wanted;
  private final DeadLetters deadLetters;
  private final Clock clock;

  KeyDeadLetters(Observations observations, Wanted wanted, Settings settings, Clock clock) {
    this.observations = observations;
    this.wanted = wanted;
    this.deadLetters = new DeadLetters(settings, wanted);
    this.clock = clock;
  }

  /**
   * Return all of them, by ARN.
   *
   * @param uses what uses the key
   * @param lookAtAll read also what specs ask for; what nobody asks for is always read
   */
  List<DeadLetterUse> of(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o,
      List<Use> uses,
      boolean lookAtAll,
      Freshness freshness) {
    return new Search(resource, o, freshness).find(uses, lookAtAll);
  }

  /** One look around. */
  private final class Search {
    private final Resource<EncryptionKeySpec, EncryptionKeyStatus> resource;
    private final KeyObservation o;
    private final Freshness freshness;
    private final List<KeyDeadLetter> before;
    private final DeadLetterEnds ends;
    private final Set<String> asked = new HashSet<>();
    private boolean blind;

    Search(
        Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
        KeyObservation o,
        Freshness freshness) {
      this.resource = resource;
      this.o = o;
      this.freshness = freshness;
      var status = resource.status();
      this.before = status == null ? List.of() : status.deadLetters();
      this.ends = new DeadLetterEnds(before, clock.instant());
    }

    List<DeadLetterUse> find(List<Use> uses, boolean lookAtAll) {
      for (var ask : o.queues()) {
        ask.deadLetters().forEach(dead -> asked.add(dead.queueArn()));
      }
      asked.forEach(ends::open);
      uses.stream()
          .filter(use -> use.entry().kind().equals(Kind.ENCRYPTED_QUEUE.kubernetesName()))
          .filter(use -> !use.wanted() && use.needsKey())
          .forEach(this::left);
      wanted.queuesUnder(resource.namespace(), resource.name().name()).stream()
          .filter(queue -> queue.spec().deadLetter() != null && deadLetters.of(queue).isEmpty())
          .map(Resource::status)
          .flatMap(Stream::ofNullable)
          .map(EncryptedQueueStatus::queueArn)
          .flatMap(Stream::ofNullable)
          .forEach(arn -> inAws(arn, Optional.empty()));
      if (!ends.unreached().isEmpty()) {
        o.queues().forEach(ask -> inAws(ask.queueArn(), Optional.empty()));
      }
      close();
      return ends.entries()
          .flatMap(entry -> use(entry, lookAtAll).stream())
          .map(use -> use.in(isElsewhere(use.entry().queueArn())))
          .toList();
    }

    // What has left the key bounds, where its end is known, what it moved away while it was there.
    private void left(Use use) {
      var arn = use.entry().arn();
      var object = wanted.queuesOf(arn).stream().findFirst();
      var end =
          object
              .filter(_ -> use.leave().isPresent())
              .flatMap(_ -> Optional.ofNullable(use.entry().until()))
              .map(Instant::parse);
      object.filter(_ -> !use.frozen()).ifPresent(queue -> bySpec(queue, end));
      inAws(arn, end);
    }

    private void bySpec(
        Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue, Optional<Instant> end) {
      deadLetters.chain(queue).forEach(dead -> ends.reach(deadLetters.arn(o.account(), dead), end));
    }

    private void inAws(String queueArn, Optional<Instant> end) {
      var seen = new HashSet<>(Set.of(queueArn));
      var next = target(queueArn);
      while (next.isPresent() && seen.add(next.get())) {
        ends.reach(next.get(), end);
        next = target(next.get());
      }
    }

    private Optional<String> target(String queueArn) {
      return attributes(queueArn)
          .flatMap(RedrivePolicy::of)
          .map(RedrivePolicy::targetArn)
          .filter(this::isHere);
    }

    private boolean isHere(String arn) {
      return arn.startsWith(AwsNames.queueArn(o.account(), o.region(), ""));
    }

    private Optional<Map<String, String>> attributes(String queueArn) {
      var reading = read(queueArn);
      blind |= reading instanceof Reading.Unreadable<?>;
      return reading.found();
    }

    private Reading<Map<String, String>> read(String queueArn) {
      return observations.queue(queueArn, freshness.notBefore());
    }

    // Where nothing moves messages there any more, the last one of them still has to be read.
    private void close() {
      var lifetimes = new TreeMap<String, Duration>();
      Stream.concat(ends.unreached().stream(), ends.ended())
          .forEach(arn -> lifetime(arn).ifPresent(life -> lifetimes.put(arn, life)));
      if (blind) {
        ends.unreached().forEach(ends::open);
      }
      ends.close(lifetimes);
      for (var arn : ends.ending().toList()) {
        wanted.queuesOf(arn).stream()
            .findFirst()
            .ifPresentOrElse(queue -> bySpec(queue, ends.of(arn)), () -> inAws(arn, ends.of(arn)));
      }
    }

    private Optional<Duration> lifetime(String arn) {
      var reading = read(arn);
      blind |= reading instanceof Reading.Unreadable<?>;
      return reading
          .found()
          .map(
              attributes -> {
                var observed = DeadLetters.retention(attributes);
                var object = wanted.queuesOf(arn).stream().findFirst();
                boolean goesOn = attributes.containsKey(RedrivePolicy.ATTRIBUTE);
                return object
                    .map(
                        queue ->
                            deadLetters.lifetime(
                                queue, observed, goesOn && deadLetters.of(queue).isEmpty()))
                    .orElseGet(
                        () -> goesOn ? observed.plus(DeadLetters.LONGEST_RETENTION) : observed);
              });
    }

    private boolean isElsewhere(String arn) {
      var objects = wanted.queuesOf(arn);
      return !objects.isEmpty()
          && objects.stream().noneMatch(o -> o.namespace().equals(resource.namespace()));
    }

    private Optional<DeadLetterUse> use(KeyDeadLetter entry, boolean lookAtAll) {
      boolean isAsked = asked.contains(entry.queueArn());
      if (isAsked && !lookAtAll) {
        return Optional.of(new DeadLetterUse(entry, true, true, List.of()));
      }
      return switch (read(entry.queueArn())) {
        case Reading.Unreadable<Map<String, String>> _ ->
            Optional.of(new DeadLetterUse(entry, isAsked, false, List.of()));
        case Reading.Absent<Map<String, String>> _ ->
            Optional.of(new DeadLetterUse(entry, isAsked, true, List.of())).filter(_ -> isAsked);
        case Reading.Found<Map<String, String>>(var attributes, var _) ->
            Optional.of(new DeadLetterUse(entry, isAsked, true, admitted(entry, attributes)));
      };
    }

    private List<Grant> admitted(KeyDeadLetter entry, Map<String, String> attributes) {
      var arn = entry.queueArn();
      var asker =
          wanted.queuesOf(arn).stream()
              .filter(queue -> queue.namespace().equals(resource.namespace()))
              .findFirst()
              .map(queue -> Asks.label(queue.name()))
              .orElse("queue " + AwsNames.resourceName(arn));
      return PolicyText.read(attributes.getOrDefault(POLICY, ""))
          .map(policy -> QueueGrants.read(asker, arn, policy).consumers())
          .map(consumers -> KeyGrants.ofDeadLetter(new QueueAsk.DeadLetter(asker, arn, consumers)))
          .orElse(List.of());
    }
  }
}
