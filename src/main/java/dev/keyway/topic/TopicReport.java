package dev.keyway.topic;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.EffectiveTopic;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.KeyMove;
import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.api.v1alpha1.Tracing;
import dev.keyway.grants.Admission;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.ArchivePolicy;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Finding;
import dev.keyway.reconcile.KeyMoves;
import dev.keyway.reconcile.KeyStatements;
import dev.keyway.reconcile.KeyWaits;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.PolicyReport;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Report;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.RetiringKeys;
import dev.keyway.reconcile.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in status what is true of a topic; pure. */
final class TopicReport {
  /**
   * SNS retries a delivery to SQS for up to 23 days (SNS Developer Guide, "Message delivery
   * retries").
   */
  private static final Duration LONGEST_DELIVERY = Duration.ofDays(23);

  private final Settings settings;

  TopicReport(Settings settings) {
    this.settings = settings;
  }

  EncryptedTopicStatus of(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      Optional<TopicObservation> observation,
      Report report) {
    var previous = Optional.ofNullable(resource.status());
    var drift = report.drift(resource);
    boolean ours =
        !(report.outcome() instanceof Outcome.Invalid)
            && (resource.spec().adopt() == null
                || observation
                    .filter(o -> Adopting.isOurs(settings, resource, o.tags()))
                    .isPresent());
    var attributes = observation.flatMap(TopicObservation::attributes).filter(_ -> ours);
    var admitted = attributes.map(_ -> TopicPolicy.desired(resource, observation.orElseThrow()));
    return new EncryptedTopicStatus(
        resource.generation(),
        conditions(resource, observation, admitted, report, drift),
        attributes
            .map(_ -> observation.orElseThrow().topicArn())
            .or(() -> previous.map(EncryptedTopicStatus::topicArn))
            .orElse(null),
        AwsNames.region(settings, resource.spec().region()),
        observation
            .flatMap(o -> o.key().arn())
            .or(() -> previous.map(EncryptedTopicStatus::keyArn))
            .orElse(null),
        attributes
            .map(TopicReport::effective)
            .or(() -> previous.map(EncryptedTopicStatus::effective))
            .orElse(null),
        settling(previous, observation, report),
        retiringKeys(previous, observation.filter(_ -> ours), report),
        drift,
        PolicyReport.hash(previous.map(EncryptedTopicStatus::policyHash), report, admitted),
        keyStatements(previous, observation, report),
        AdoptedTopic.of(resource)
            .after(
                observation.map(o -> TopicPolicy.sharing(resource, o)),
                attributes.flatMap(_ -> observation).flatMap(TopicReport::policy),
                report.now()),
        report.plan(),
        report.lastCheckNow(resource),
        attributes
            .flatMap(_ -> observation)
            .map(o -> TopicAccess.of(resource.spec(), o, policy(o)))
            .or(() -> previous.map(EncryptedTopicStatus::access))
            .orElse(List.of()));
  }

  private static @Nullable KeyMove settling(
      Optional<EncryptedTopicStatus> previous,
      Optional<TopicObservation> observation,
      Report report) {
    var before = previous.map(EncryptedTopicStatus::move).orElse(null);
    return observation
        .map(
            o ->
                KeyMoves.settling(
                    before,
                    o.key().grantingArn(),
                    TopicPolicy.grantsOnKey(o),
                    report.outcome(),
                    report.now()))
        .orElse(before);
  }

  private static List<RetiringKey> retiringKeys(
      Optional<EncryptedTopicStatus> previous,
      Optional<TopicObservation> observation,
      Report report) {
    var before = previous.map(EncryptedTopicStatus::retiringKeys).orElse(List.of());
    return observation
        .flatMap(TopicObservation::attributes)
        .map(
            attributes ->
                RetiringKeys.after(
                    before,
                    Optional.ofNullable(attributes.get(TopicAttributes.KEY)),
                    observation.get().oldKey(),
                    report.outcome(),
                    lifetime(attributes),
                    report.now()))
        .orElse(before);
  }

  // What is archived is read again as long as it is kept.
  private static Duration lifetime(Map<String, String> attributes) {
    var kept = ArchivePolicy.daysOf(attributes).map(Duration::ofDays).orElse(Duration.ZERO);
    return kept.compareTo(LONGEST_DELIVERY) > 0 ? kept : LONGEST_DELIVERY;
  }

  private List<KeyStatement> keyStatements(
      Optional<EncryptedTopicStatus> previous,
      Optional<TopicObservation> observation,
      Report report) {
    var before = previous.map(EncryptedTopicStatus::keyStatements).orElse(List.of());
    return observation
        .map(
            o ->
                KeyStatements.after(
                    before, o.key(), o.leftKeys(), settings.withdraw(), report.now()))
        .orElse(before);
  }

  private static EffectiveTopic effective(Map<String, String> attributes) {
    return new EffectiveTopic(
        attributes.get(TopicAttributes.KEY),
        Boolean.valueOf(attributes.get(TopicAttributes.FIFO)),
        attributes.get(TopicAttributes.DISPLAY_NAME),
        Integer.valueOf(TopicAttributes.value(attributes, TopicAttributes.SIGNATURE)),
        TopicAttributes.value(attributes, TopicAttributes.TRACING).equals(TopicAttributes.ACTIVE)
            ? Tracing.ACTIVE
            : Tracing.PASS_THROUGH,
        ArchivePolicy.daysOf(attributes).orElse(null),
        TopicLogging.effective(attributes));
  }

  private static List<Condition> conditions(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      Optional<TopicObservation> observation,
      Optional<Admission.Admitted> admitted,
      Report report,
      List<DriftEntry> drift) {
    var own = new ArrayList<Finding>();
    observation.ifPresent(o -> own.add(KeyWaits.references(o.key())));
    own.add(PolicyReport.applied("topic", admitted, observation.flatMap(TopicReport::policy)));
    own.add(encrypted(observation, resource.spec().encryption() == null));
    var previous =
        Optional.ofNullable(resource.status())
            .map(EncryptedTopicStatus::conditions)
            .orElse(List.of());
    var ready = "The topic is encrypted as wanted and its policy admits whom the spec names.";
    return Conditions.of(
        resource.generation(), previous, report.outcome(), ready, own, drift, report.now());
  }

  private static Optional<PolicyDocument> policy(TopicObservation o) {
    return o.attributes().flatMap(_ -> PolicyText.read(TopicPolicy.text(o)));
  }

  private static Finding encrypted(Optional<TopicObservation> observation, boolean unmanaged) {
    var type = Conditions.ENCRYPTED;
    var attributes = observation.flatMap(TopicObservation::attributes);
    if (attributes.isEmpty()) {
      return Finding.unknown(type, Reason.Creating, "There is no topic yet.");
    }
    var key = attributes.get().get(TopicAttributes.KEY);
    if (key == null || key.isEmpty()) {
      return Finding.no(
          type, unmanaged ? Reason.NotEncrypted : Reason.Updating, "The topic is not encrypted.");
    }
    return unmanaged || observation.get().key().isNamed(key)
        ? Finding.yes(type, Reason.Proven, "Encrypted with SSE-KMS under " + key + ".")
        : Finding.no(type, Reason.Updating, "Encrypted under " + key + ", which is not wanted.");
  }
}
