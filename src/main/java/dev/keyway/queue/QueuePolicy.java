package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Callers;
import dev.keyway.grants.Frame;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Request;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Statement;
import dev.keyway.queue.QueueObservation.FormerSource;
import dev.keyway.queue.QueueObservation.Use;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.PolicySharing;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.SpecStatements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The queue policy that is wanted. */
final class QueuePolicy {
  private QueuePolicy() {}

  /** Compute it; foreign Deny statements stay, foreign Allow statements where it is shared. */
  static Admission.Admitted desired(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource, QueueObservation o, Keep keep) {
    return admit(resource.spec(), o, keep, sharing(resource, o, keep).frame());
  }

  /** Return whether it is shared with others. */
  static PolicySharing sharing(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource, QueueObservation o, Keep keep) {
    return PolicySharing.of(
        resource,
        PolicyText.read(text(o)),
        o.account().accountId(),
        () -> asked(o, keep),
        frame -> admit(resource.spec(), o, keep, frame));
  }

  private static Admission.Admitted admit(
      EncryptedQueueSpec spec, QueueObservation o, Keep keep, Frame frame) {
    var fixed = new ArrayList<Statement>();
    if (Adoption.requiresTls(spec, spec.requireTls())) {
      fixed.add(QueueGrants.tlsOnly(o.queueArn()));
    }
    return new SpecStatements(
            spec, o.account(), ResourceKind.SQS_QUEUE, o.queueArn(), PolicyText.read(text(o)))
        .admit(fixed, frame, asked(o, keep), o.refusals());
  }

  /** Return the policy as SQS returned it. */
  static String text(QueueObservation o) {
    return text(o.attributes());
  }

  static String text(Optional<Map<String, String>> attributes) {
    return attributes
        .map(found -> found.getOrDefault(QueueAttributes.POLICY, PolicyText.EMPTY))
        .orElse(PolicyText.EMPTY);
  }

  /** Which former sources stay: those still in use, and the others until the withdraw time. */
  record Keep(Instant endedAfter) {
    boolean holds(FormerSource source) {
      return source.use() != Use.ENDED
          || source.endedAt().map(ended -> ended.isAfter(endedAfter)).orElse(true);
    }
  }

  /** Return the requests that have to be possible. */
  static List<Request> needs(QueueObservation o) {
    var needs = new ArrayList<Request>();
    o.ask()
        .sources()
        .forEach(s -> needs.add(CallerContexts.snsDelivery(s.topicArn(), o.queueArn())));
    needs.addAll(calls(o, o.ask().consumers(), "sqs:ReceiveMessage"));
    needs.addAll(calls(o, o.ask().consumers(), "sqs:DeleteMessage"));
    needs.addAll(calls(o, o.ask().producers(), "sqs:SendMessage"));
    needs.addAll(calls(o, o.ask().redrive().outOf(), "sqs:StartMessageMoveTask"));
    var redrivers = o.ask().redrive().into().stream().map(QueueAsk.Redriver::member).toList();
    needs.addAll(calls(o, redrivers, "sqs:SendMessage"));
    return needs;
  }

  private static List<Request> calls(QueueObservation o, List<String> members, String action) {
    return members.stream()
        .flatMap(member -> Callers.of(member).stream())
        .map(caller -> CallerContexts.iam(caller, action, o.queueArn()))
        .toList();
  }

  /** Return the grants that have to stand on the queue's key. */
  static List<Grant> grantsOnKey(QueueObservation o) {
    return grantsOnKey(o.onKey(), o.refusals().members());
  }

  static List<Grant> grantsOnKey(QueueAsk ask, Set<String> refusedPrincipals) {
    return KeyGrants.ofQueue(ask).stream()
        .filter(grant -> !refusedPrincipals.contains(grant.member()))
        .toList();
  }

  private static List<Grant> asked(QueueObservation o, Keep keep) {
    var grants = new ArrayList<>(QueueGrants.of(o.ask()));
    var ask = o.ask();
    var former =
        o.formerSources().stream()
            .filter(keep::holds)
            .map(source -> new QueueAsk.Source(ask.asker(), source.topicArn()))
            .toList();
    grants.addAll(
        QueueGrants.of(
            new QueueAsk(ask.asker(), ask.queueArn(), List.of(), List.of(), List.of(), former)));
    grants.addAll(o.formerRedrivers());
    return List.copyOf(grants);
  }
}
