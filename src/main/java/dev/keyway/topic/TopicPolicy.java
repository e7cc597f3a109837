package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Callers;
import dev.keyway.grants.Frame;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.TopicAsk;
import dev.keyway.grants.TopicGrants;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Request;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Statement;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.PolicySharing;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.SpecStatements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The topic policy that is wanted; it takes the place of AWS's default one, unless shared. */
final class TopicPolicy {
  private TopicPolicy() {}

  /** Compute it; foreign Deny statements stay, foreign Allow statements where it is shared. */
  static Admission.Admitted desired(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource, TopicObservation o) {
    var sharing = sharing(resource, o);
    var admitted = admit(resource.spec(), o, sharing.frame());
    return admitted.document().statements().isEmpty() && !sharing.isShared()
        ? admit(resource.spec(), List.of(account(o)), sharing.frame(), o)
        : admitted;
  }

  /** Return whether it is shared with others. */
  static PolicySharing sharing(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource, TopicObservation o) {
    return PolicySharing.of(
        resource,
        PolicyText.read(text(o)),
        o.account().accountId(),
        () -> TopicGrants.of(o.ask()),
        frame -> admit(resource.spec(), o, frame));
  }

  private static Admission.Admitted admit(
      EncryptedTopicSpec spec, TopicObservation o, Frame frame) {
    var tls =
        Adoption.requiresTls(spec, spec.requireTls())
            ? List.of(TopicGrants.tlsOnly(o.topicArn()))
            : List.<Statement>of();
    return admit(spec, tls, frame, o);
  }

  // SNS takes no policy without a statement. This one gives what IAM policies can give anyway.
  private static Statement account(TopicObservation o) {
    return TopicGrants.account(o.account().partition(), o.account().accountId(), o.topicArn());
  }

  private static Admission.Admitted admit(
      EncryptedTopicSpec spec, List<Statement> fixed, Frame frame, TopicObservation o) {
    return new SpecStatements(
            spec, o.account(), ResourceKind.SNS_TOPIC, o.topicArn(), PolicyText.read(text(o)))
        .admit(fixed, frame, TopicGrants.of(o.ask()), o.refusals());
  }

  /** Return the policy as SNS returned it. */
  static String text(TopicObservation o) {
    return text(o.attributes());
  }

  static String text(Optional<Map<String, String>> attributes) {
    return attributes
        .map(found -> found.getOrDefault(TopicAttributes.POLICY, PolicyText.EMPTY))
        .orElse(PolicyText.EMPTY);
  }

  /** Return the requests that have to be possible. */
  static List<Request> needs(TopicObservation o) {
    return o.ask().publishers().stream()
        .flatMap(member -> Callers.of(member).stream())
        .map(caller -> CallerContexts.iam(caller, "sns:Publish", o.topicArn()))
        .toList();
  }

  /** Return the grants that have to stand on the topic's key. */
  static List<Grant> grantsOnKey(TopicObservation o) {
    return grantsOnKey(o.ask(), o.refusals().members());
  }

  static List<Grant> grantsOnKey(TopicAsk ask, Set<String> refusedPrincipals) {
    return KeyGrants.ofTopic(ask).stream()
        .filter(grant -> !refusedPrincipals.contains(grant.member()))
        .toList();
  }
}
