package dev.keyway.queue;

import dev.keyway.api.v1alpha1.AccessRole;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.api.v1alpha1.QueueConsumer;
import dev.keyway.grants.GrantKind;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.queue.RedriveView.Target;
import dev.keyway.reconcile.AccessReport;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.Redriving;
import java.util.List;
import java.util.Set;

/** What those have who may move messages back: here, and where these came from; pure. */
final class RedriveAccess {
  private static final Set<GrantKind> KINDS = Set.of(GrantKind.REDRIVERS, GrantKind.REDRIVE_TARGET);

  private RedriveAccess() {}

  /** Add them to a report that has the queue's own policy already. */
  static void tell(AccessReport report, EncryptedQueueSpec spec, QueueObservation o) {
    o.redrive().targets().forEach(target -> add(report, target, o.ask()));
    for (var named : QueueConsumer.named(QueueConsumer.redriving(spec.consumers()))) {
      Asks.member(named.principal()).forEach(member -> tell(report, named, member, o));
    }
  }

  private static void add(AccessReport report, Target target, QueueAsk dead) {
    var into =
        dead.redrive().outOf().stream().map(m -> new QueueAsk.Redriver(dead.asker(), m)).toList();
    var ask =
        new QueueAsk(
            dead.asker(),
            target.queueArn(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new QueueAsk.Redrive(List.of(), into));
    report.on(target.queueArn(), QueueGrants.of(ask), target.policy());
    target
        .key()
        .ifPresent(key -> report.elsewhere(key.keyArn(), KeyGrants.ofQueue(ask), key::holds));
  }

  private static void tell(
      AccessReport report, NamedPrincipal named, String member, QueueObservation o) {
    if (Redriving.isPossible(member, o.account())) {
      report.tell(AccessRole.REDRIVER, KINDS, named.name(), member);
    } else {
      report.tellImpossible(
          AccessRole.REDRIVER,
          named.name(),
          ("SQS lets no principal of another account move messages. Have a role or user of account"
                  + " %s do it: name it among the consumers with redrive: true, and remove redrive"
                  + " here.")
              .formatted(o.account().accountId()));
    }
  }
}
