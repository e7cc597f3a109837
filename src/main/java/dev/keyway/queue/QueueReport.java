package dev.keyway.queue;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.KeyMove;
import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.QueueSource;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.grants.Admission;
import dev.keyway.grants.QueueAsk;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.queue.QueueObservation.Use;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Finding;
import dev.keyway.reconcile.KeyMoves;
import dev.keyway.reconcile.KeyStatements;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.PolicyReport;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Report;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.RetiringKeys;
import dev.keyway.reconcile.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says in status what is true of a queue; pure. */
final class QueueReport {
  private final Settings settings;

  QueueReport(Settings settings) {
    this.settings = settings;
  }

  EncryptedQueueStatus of(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      Optional<QueueObservation> observation,
      Report report) {
    var previous = Optional.ofNullable(resource.status());
    var drift = report.drift(resource);
    var attributes = observation.flatMap(QueueObservation::attributes);
    boolean ours =
        !QueuePlanner.isForeign(report.outcome())
            && (resource.spec().adopt() == null
                || observation
                    .filter(o -> Adopting.isOurs(settings, resource, o.tags()))
                    .isPresent());
    var keep = new QueuePolicy.Keep(report.now().minus(settings.withdraw()));
    var admitted =
        observation
            .filter(o -> o.exists() && ours)
            .map(o -> QueuePolicy.desired(resource, o, keep));
    return new EncryptedQueueStatus(
        resource.generation(),
        conditions(resource, observation, admitted, report, drift),
        attributes
            .filter(_ -> ours && remembers(report))
            .map(_ -> observation.orElseThrow().queueArn())
            .or(() -> previous.map(EncryptedQueueStatus::queueArn))
            .orElse(null),
        observation
            .filter(_ -> ours)
            .flatMap(QueueObservation::url)
            .or(() -> previous.map(EncryptedQueueStatus::queueUrl))
            .orElse(null),
        AwsNames.region(settings, resource.spec().region()),
        observation
            .flatMap(o -> o.key().arn())
            .or(() -> previous.map(EncryptedQueueStatus::keyArn))
            .orElse(null),
        attributes
            .filter(_ -> ours)
            .map(QueueEffects::of)
            .or(() -> previous.map(EncryptedQueueStatus::effective))
            .orElse(null),
        sources(previous, observation, admitted, report, keep),
        settling(previous, observation, report),
        retiringKeys(previous, observation.filter(_ -> ours), report),
        drift,
        PolicyReport.hash(previous.map(EncryptedQueueStatus::policyHash), report, admitted),
        keyStatements(previous, observation, report),
        AdoptedQueue.of(resource)
            .after(
                observation.map(o -> QueuePolicy.sharing(resource, o, keep)),
                admitted.flatMap(_ -> observation).flatMap(QueueReport::policy),
                report.now()),
        report.plan(),
        report.lastCheckNow(resource),
        observation
            .filter(o -> o.exists() && ours)
            .map(o -> QueueAccess.of(resource.spec(), o))
            .or(() -> previous.map(EncryptedQueueStatus::access))
            .orElse(List.of()));
  }

  // A status that names the queue counts as one that knows its topics, which no failed pass enters.
  private static boolean remembers(Report report) {
    return !(report.outcome() instanceof Outcome.Failed);
  }

  // A topic is remembered as soon as the policy holds it: its subscription waits for that.
  private static List<QueueSource> sources(
      Optional<EncryptedQueueStatus> previous,
      Optional<QueueObservation> observation,
      Optional<Admission.Admitted> admitted,
      Report report,
      QueuePolicy.Keep keep) {
    if (observation.isEmpty() || admitted.isEmpty() || !remembers(report)) {
      return previous.map(EncryptedQueueStatus::sources).orElse(List.of());
    }
    Map<String, QueueSource> sources = new TreeMap<>();
    var refused =
        admitted.get().refused().stream().map(refusal -> refusal.grant().member()).toList();
    boolean grants =
        !report.isHeldBack()
            || PolicyText.matches(admitted.get().document(), policy(observation.get()));
    Map<String, QueueSource> known = new TreeMap<>();
    previous
        .map(EncryptedQueueStatus::sources)
        .orElse(List.of())
        .forEach(source -> known.put(source.topicArn(), source));
    observation.get().ask().sources().stream()
        .map(QueueAsk.Source::topicArn)
        .filter(topic -> !refused.contains(topic))
        .filter(topic -> grants || known.containsKey(topic))
        .forEach(topic -> sources.put(topic, asked(topic, known.get(topic), observation.get())));
    observation.get().formerSources().stream()
        .filter(keep::holds)
        .forEach(former -> sources.put(former.topicArn(), ending(former, report.now())));
    return List.copyOf(sources.values());
  }

  // What was a dead-letter queue once has to be asked for as one when nobody wants it any more.
  private static QueueSource asked(
      String topicArn, @Nullable QueueSource known, QueueObservation o) {
    boolean deadLetter =
        o.deadLetterTopics().contains(topicArn)
            || (known != null && Boolean.TRUE.equals(known.deadLetter()));
    return new QueueSource(topicArn, null, deadLetter ? true : null);
  }

  private static QueueSource ending(QueueObservation.FormerSource former, Instant now) {
    var endedAt = former.use() == Use.ENDED ? former.endedAt().orElse(now).toString() : null;
    return new QueueSource(former.topicArn(), endedAt, former.deadLetter() ? true : null);
  }

  private static @Nullable KeyMove settling(
      Optional<EncryptedQueueStatus> previous,
      Optional<QueueObservation> observation,
      Report report) {
    var before = previous.map(EncryptedQueueStatus::move).orElse(null);
    return observation
        .map(
            o ->
                KeyMoves.settling(
                    before,
                    o.key().grantingArn(),
                    QueuePolicy.grantsOnKey(o),
                    report.outcome(),
                    report.now()))
        .orElse(before);
  }

  private static List<RetiringKey> retiringKeys(
      Optional<EncryptedQueueStatus> previous,
      Optional<QueueObservation> observation,
      Report report) {
    var before = previous.map(EncryptedQueueStatus::retiringKeys).orElse(List.of());
    return observation
        .flatMap(QueueObservation::attributes)
        .map(
            attributes ->
                RetiringKeys.after(
                    before,
                    Optional.ofNullable(attributes.get(QueueAttributes.KEY)),
                    observation.get().oldKey(),
                    report.outcome(),
                    observation.get().redrive().lifetime(),
                    report.now()))
        .orElse(before);
  }

  private List<KeyStatement> keyStatements(
      Optional<EncryptedQueueStatus> previous,
      Optional<QueueObservation> observation,
      Report report) {
    var before = previous.map(EncryptedQueueStatus::keyStatements).orElse(List.of());
    return observation
        .map(
            o ->
                KeyStatements.after(
                    before, o.key(), o.leftKeys(), settings.withdraw(), report.now()))
        .orElse(before);
  }

  private static List<Condition> conditions(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      Optional<QueueObservation> observation,
      Optional<Admission.Admitted> admitted,
      Report report,
      List<DriftEntry> drift) {
    var own = new ArrayList<Finding>();
    observation.ifPresent(o -> own.add(QueueFindings.references(o)));
    own.add(PolicyReport.applied("queue", admitted, observation.flatMap(QueueReport::policy)));
    own.add(QueueFindings.encrypted(observation, resource.spec().encryption() == null));
    var previous =
        Optional.ofNullable(resource.status())
            .map(EncryptedQueueStatus::conditions)
            .orElse(List.of());
    var ready = "The queue is encrypted as wanted and its policy admits whom the spec names.";
    return Conditions.of(
        resource.generation(), previous, report.outcome(), ready, own, drift, report.now());
  }

  private static Optional<PolicyDocument> policy(QueueObservation o) {
    return o.attributes().flatMap(_ -> PolicyText.read(QueuePolicy.text(o)));
  }
}
