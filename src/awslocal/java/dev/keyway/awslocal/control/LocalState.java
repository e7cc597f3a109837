package dev.keyway.awslocal.control;

import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.kms.KmsService;
import dev.keyway.awslocal.kms.KmsService.KeyView;
import dev.keyway.awslocal.sns.SnsService;
import dev.keyway.awslocal.sns.SnsService.SubscriptionView;
import dev.keyway.awslocal.sns.SnsService.TopicView;
import dev.keyway.awslocal.sqs.SqsService;
import dev.keyway.awslocal.sqs.SqsService.QueueView;
import dev.keyway.awslocal.sqs.SqsService.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A look at the state past all permissions and read delays, and answers to "would it work now?". It
 * makes no call, so nothing of it is logged.
 */
public final class LocalState {

  private final ReentrantLock lock;
  private final Accounts accounts;
  private final SqsService sqs;
  private final SnsService sns;
  private final KmsService kms;

  /** Looks at these services under their common lock. */
  public LocalState(
      ReentrantLock lock, Accounts accounts, SqsService sqs, SnsService sns, KmsService kms) {
    this.lock = lock;
    this.accounts = accounts;
    this.sqs = sqs;
    this.sns = sns;
    this.kms = kms;
  }

  /** Looks at several things between two calls; no call is let in meanwhile. */
  public <T> T atomically(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  public Optional<QueueView> queue(String arn) {
    return atomically(() -> sqs.view(arn));
  }

  public List<QueueView> queues(String account, String region) {
    return atomically(() -> sqs.viewAll(account, region));
  }

  public Optional<TopicView> topic(String arn) {
    return atomically(() -> sns.view(arn));
  }

  public List<TopicView> topics(String account, String region) {
    return atomically(() -> sns.viewAll(account, region));
  }

  /** The subscriptions of a topic; empty when there is no such topic. */
  public List<SubscriptionView> subscriptions(String topicArn) {
    return topic(topicArn).map(TopicView::subscriptions).orElse(List.of());
  }

  public Optional<KeyView> key(String arn) {
    return atomically(() -> kms.view(arn));
  }

  /** The customer managed keys of an account and Region. */
  public List<KeyView> keys(String account, String region) {
    return atomically(() -> kms.viewAll(account, region));
  }

  /** What would stop SNS from delivering a message of that topic to that queue now. */
  public Optional<Refusal> deliveryObstacle(String topicArn, String queueArn) {
    return atomically(() -> sns.obstacle(topicArn, queueArn));
  }

  /** What would stop that role from receiving some message that is in that queue now. */
  public Optional<Refusal> receiveObstacle(String queueArn, String account, String role) {
    return atomically(
        () ->
            accounts
                .session(account, role)
                .map((Caller.Iam caller) -> sqs.receiveObstacle(caller, queueArn))
                .orElse(Optional.of(new Refusal(403, "AccessDenied", "There is no such role."))));
  }

  /** What would stop that role from sending a message to that queue now. */
  public Optional<Refusal> sendObstacle(String queueArn, String account, String role) {
    return atomically(
        () ->
            accounts
                .session(account, role)
                .map((Caller.Iam caller) -> sqs.obstacle(caller, queueArn))
                .orElse(Optional.of(new Refusal(403, "AccessDenied", "There is no such role."))));
  }
}
