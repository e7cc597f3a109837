package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.Authorizer;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.iam.StoredPolicy;
import dev.keyway.awslocal.kms.DataKeys;
import dev.keyway.awslocal.kms.KmsRefusal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Amazon SQS: its operations, what SNS does with queues, and a look at its state. */
public final class SqsService {

  /** A queue as it stands, without delays. */
  public record QueueView(
      String arn,
      Map<String, String> attributes,
      Optional<String> policy,
      Map<String, String> tags,
      List<MessageView> messages) {}

  /** A message in a queue, encrypted or not. */
  public record MessageView(
      String id, String body, Optional<String> keyArn, Optional<String> groupId, int receives) {}

  /** A message that SNS delivers. */
  public record Delivery(
      String body,
      MessageAttributes attributes,
      Optional<String> groupId,
      Optional<String> deduplicationId) {}

  /** Why SNS could not deliver: the HTTP status, code and message of SQS's answer. */
  public record Refusal(int status, String code, String message) {}

  private final QueueStore store;
  private final SqsGuard guard;
  private final Sender sender;
  private final QueueEncryption encryption;
  private final Accounts accounts;
  private final Map<String, Operation> operations = new HashMap<>();

  public SqsService(
      Timing timing,
      Accounts accounts,
      Authorizer authorizer,
      Ids ids,
      DataKeys dataKeys,
      ReentrantLock lock,
      Duration longestPoll,
      Supplier<URI> endpoint) {
    this.accounts = accounts;
    Condition arrived = lock.newCondition();
    Runnable arrival = () -> signal(lock, arrived);
    timing.clock().onMove(arrival);
    store = new QueueStore(timing, accounts.partition());
    guard = new SqsGuard(authorizer, timing, store);
    encryption = new QueueEncryption(dataKeys, timing);
    sender = new Sender(encryption, timing, ids, arrival);
    Redrive redrive = new Redrive(store, timing);
    operations.putAll(
        new QueueOperations(store, guard, timing, accounts, redrive, endpoint).operations());
    operations.putAll(new QueueTags(guard, timing).operations());
    operations.putAll(new MessageOperations(guard, timing, sender, arrival).operations());
    operations.putAll(
        new Receiver(guard, timing, encryption, redrive, arrived, longestPoll).operations());
    Mover mover = new Mover(store, guard, timing, encryption, ids, arrival);
    MoveTasks tasks = new MoveTasks(store, guard, timing, ids, mover);
    operations.putAll(tasks.operations());
    operations.replaceAll((_, operation) -> after(tasks, operation));
    timing.clock().onMove(() -> locked(lock, tasks::advance));
  }

  // Where time runs by itself, tasks get on whenever somebody calls.
  private static Operation after(MoveTasks tasks, Operation operation) {
    return new Operation(
        operation.kind(),
        call -> {
          tasks.advance();
          return operation.body().apply(call);
        });
  }

  private static void signal(ReentrantLock lock, Condition arrived) {
    locked(lock, arrived::signalAll);
  }

  private static void locked(ReentrantLock lock, Runnable what) {
    lock.lock();
    try {
      what.run();
    } finally {
      lock.unlock();
    }
  }

  public Map<String, Operation> operations() {
    return Map.copyOf(operations);
  }

  /** Delivers a message for SNS; what stops it, if anything does. */
  public Optional<Refusal> deliver(Caller.Service sns, String queueArn, Delivery delivery) {
    Optional<Refusal> refusal = obstacle(sns, queueArn);
    if (refusal.isPresent()) {
      return refusal;
    }
    Queue queue = store.find(queueArn).orElseThrow();
    Sender.Letter letter =
        new Sender.Letter(
            delivery.body(),
            delivery.attributes(),
            MessageAttributes.none(),
            delivery.groupId(),
            queue.fifo ? delivery.deduplicationId() : Optional.empty(),
            Optional.empty());
    try {
      sender.send(queue, letter, sns);
      return Optional.empty();
    } catch (AwsError e) {
      return Optional.of(new Refusal(e.status(), e.queryCode(), e.message()));
    }
  }

  /** What would stop a message of this sender, without sending one. */
  public Optional<Refusal> obstacle(Caller caller, String queueArn) {
    Optional<Queue> queue = store.find(queueArn);
    if (queue.isEmpty()) {
      AwsError gone = SqsErrors.queueDoesNotExist();
      return Optional.of(new Refusal(400, gone.queryCode(), gone.message()));
    }
    Optional<String> denied = guard.refusal(caller, "sqs:SendMessage", queueArn, queue.get());
    if (denied.isPresent()) {
      return Optional.of(new Refusal(403, "AccessDenied", denied.get()));
    }
    try {
      encryption.encrypt(queue.get(), caller);
      return Optional.empty();
    } catch (KmsRefusal e) {
      return Optional.of(new Refusal(403, "KMS." + e.kind().code(), e.message()));
    }
  }

  /** What would stop this caller from receiving some message that is in the queue now. */
  public Optional<Refusal> receiveObstacle(Caller caller, String queueArn) {
    Optional<Queue> queue = store.find(queueArn);
    Optional<String> denied =
        guard.refusal(caller, "sqs:ReceiveMessage", queueArn, queue.orElse(null));
    if (denied.isPresent() || queue.isEmpty()) {
      return Optional.of(
          new Refusal(403, "AccessDenied", denied.orElse("The queue does not exist.")));
    }
    try {
      queue.get().mailbox.all().forEach(m -> encryption.decrypt(queue.get(), m, caller));
      return Optional.empty();
    } catch (KmsRefusal e) {
      return Optional.of(new Refusal(400, "KMS." + e.kind().code(), e.message()));
    }
  }

  /** Whether a queue is FIFO; empty when there is none. */
  public Optional<Boolean> isFifo(String queueArn) {
    return store.find(queueArn).map(queue -> queue.fifo);
  }

  /** The queue with that ARN. */
  public Optional<QueueView> view(String arn) {
    return store.find(arn).map(this::view);
  }

  /** The queues of an account and Region. */
  public List<QueueView> viewAll(String account, String region) {
    return store.of(account, region).stream().map(this::view).toList();
  }

  private QueueView view(Queue queue) {
    return new QueueView(
        queue.arn,
        Map.copyOf(queue.attributes.latest().described()),
        queue.policy.latest().map((StoredPolicy policy) -> policy.textAsRead(accounts)),
        queue.tags.latest(),
        queue.mailbox.all().stream().map(SqsService::view).toList());
  }

  private static MessageView view(Message message) {
    return new MessageView(
        message.content.id(),
        message.content.body(),
        Optional.ofNullable(message.content.keyArn()),
        Optional.ofNullable(message.content.groupId()),
        message.receives);
  }
}
