package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.QueueConsumer;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.grants.OtherAccount;
import dev.keyway.grants.QueueAsk;
import java.util.List;

/** Who moves messages back from dead-letter queues, by what specs say. */
public final class Redriving {
  private Redriving() {}

  static QueueAsk.Redrive of(
      DeadLetters deadLetters,
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue,
      AccountIdentity account,
      String home) {
    var into =
        deadLetters
            .of(queue)
            .map(
                dead ->
                    members(dead.spec(), account).stream()
                        .map(m -> new QueueAsk.Redriver(Asks.label(dead.name(), home), m))
                        .toList())
            .orElse(List.of());
    return new QueueAsk.Redrive(members(queue.spec(), account), into);
  }

  // A statement for anybody else would be without effect.
  private static List<String> members(EncryptedQueueSpec spec, AccountIdentity account) {
    return Asks.members(QueueConsumer.named(QueueConsumer.redriving(spec.consumers()))).stream()
        .filter(member -> isPossible(member, account))
        .toList();
  }

  /**
   * Return whether SQS lets a principal move messages: of any account but the queue's own it lets
   * nobody (SQS Developer Guide, "Basic examples of Amazon SQS policies", actions without
   * cross-account permission).
   */
  public static boolean isPossible(String member, AccountIdentity account) {
    return OtherAccount.account(member).equals(account.accountId());
  }
}
