package dev.keyway.queue;

import dev.keyway.api.v1alpha1.AccessRole;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.PrincipalAccess;
import dev.keyway.api.v1alpha1.QueueConsumer;
import dev.keyway.grants.GrantKind;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.reconcile.AccessReport;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.PolicyText;
import java.util.List;
import java.util.Set;

/** What the consumers and producers of a queue have; pure. */
final class QueueAccess {
  private QueueAccess() {}

  static List<PrincipalAccess> of(EncryptedQueueSpec spec, QueueObservation o) {
    var report = new AccessReport();
    report.on(o.queueArn(), QueueGrants.of(o.ask()), PolicyText.read(QueuePolicy.text(o)));
    o.key()
        .grantingArn()
        .ifPresent(
            arn -> report.elsewhere(arn, KeyGrants.ofQueue(o.ask()), KeyView.holdsGrants(o.key())));
    // What is moved here keeps its key. Whether that one holds the grant, its own status says.
    var moved = new QueueAsk.DeadLetter(o.ask().asker(), o.queueArn(), o.ask().consumers());
    o.redrive()
        .keysOfMoved()
        .forEach(arn -> report.elsewhere(arn, KeyGrants.ofDeadLetter(moved), true));
    var consumers = QueueConsumer.named(spec.consumers());
    report.tell(AccessRole.CONSUMER, Set.of(GrantKind.CONSUMERS), consumers);
    RedriveAccess.tell(report, spec, o);
    return report
        .tell(AccessRole.PRODUCER, Set.of(GrantKind.PRODUCERS), spec.producers())
        .entries();
  }
}
