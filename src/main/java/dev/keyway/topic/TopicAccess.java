package dev.keyway.topic;

import dev.keyway.api.v1alpha1.AccessRole;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.PrincipalAccess;
import dev.keyway.grants.GrantKind;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.TopicGrants;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.AccessReport;
import dev.keyway.reconcile.KeyView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the publishers and subscribers of a topic have; pure. */
final class TopicAccess {
  private TopicAccess() {}

  static List<PrincipalAccess> of(
      EncryptedTopicSpec spec, TopicObservation o, Optional<PolicyDocument> policy) {
    var report = new AccessReport();
    report.on(o.topicArn(), TopicGrants.of(o.ask()), policy);
    o.key()
        .grantingArn()
        .ifPresent(
            arn -> report.elsewhere(arn, KeyGrants.ofTopic(o.ask()), KeyView.holdsGrants(o.key())));
    report.tell(AccessRole.PUBLISHER, Set.of(GrantKind.PUBLISHERS), spec.publishers());
    spec.subscriberAccounts()
        .forEach(id -> report.tell(AccessRole.SUBSCRIBER, Set.of(GrantKind.SUBSCRIBERS), id, id));
    return report.entries();
  }
}
