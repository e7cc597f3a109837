package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.kms.KmsRefusal;
import dev.keyway.awslocal.sqs.Message.Content;
import dev.keyway.awslocal.sqs.MoveTask.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Moves messages back as whoever started the task, whose permissions count at each of them
 * ("Configure queue permissions" for dead-letter queue redrive). What is moved is a new message,
 * under the key of the queue that it comes to.
 */
final class Mover {

  private static final List<String> ON_SOURCE =
      List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

  private final QueueStore store;
  private final SqsGuard guard;
  private final Timing timing;
  private final QueueEncryption encryption;
  private final Ids ids;
  private final Runnable arrival;

  Mover(
      QueueStore store,
      SqsGuard guard,
      Timing timing,
      QueueEncryption encryption,
      Ids ids,
      Runnable arrival) {
    this.store = store;
    this.guard = guard;
    this.timing = timing;
    this.encryption = encryption;
    this.ids = ids;
    this.arrival = arrival;
  }

  /** Moves what the task may move by now. */
  void advance(MoveTask task) {
    Optional<Queue> source = store.find(task.sourceArn);
    if (source.isEmpty()) {
      task.fail(SqsErrors.queueDoesNotExist().queryCode());
      return;
    }
    Queue queue = source.get();
    Instant now = timing.now();
    queue.mailbox.expire(now, timing.inForce(queue.attributes).number("MessageRetentionPeriod"));
    while (task.isRunning() && task.share(now) > 0) {
      List<Message> next = queue.mailbox.receivable(queue.fifo, now);
      if (next.isEmpty()) {
        task.end(Status.COMPLETED);
      } else {
        move(task, queue, next.getFirst());
      }
    }
    if (task.moved > 0) {
      arrival.run();
    }
  }

  private void move(MoveTask task, Queue source, Message message) {
    Optional<String> arn =
        task.destinationArn.or(() -> Optional.ofNullable(message.deadLetterSource));
    if (arn.isEmpty()) {
      task.fail("CouldNotDetermineMessageSource");
      return;
    }
    Optional<Queue> target = store.find(arn.get());
    if (target.isEmpty()) {
      task.fail(SqsErrors.queueDoesNotExist().queryCode());
    } else if (!isPermitted(task, source, target.get())) {
      task.fail("AccessDenied");
    } else {
      encryptAnew(task, source, target.get(), message);
    }
  }

  private boolean isPermitted(MoveTask task, Queue source, Queue target) {
    return ON_SOURCE.stream()
            .allMatch(a -> guard.refusal(task.caller, a, source.arn, source).isEmpty())
        && guard.refusal(task.caller, "sqs:SendMessage", target.arn, target).isEmpty();
  }

  private void encryptAnew(MoveTask task, Queue source, Queue target, Message message) {
    try {
      encryption.decrypt(source, message, task.caller);
      Optional<String> key = encryption.encrypt(target, task.caller);
      source.mailbox.remove(message);
      Content content = content(target, message.content, key);
      int delay = timing.inForce(target.attributes).number("DelaySeconds");
      Instant visibleAt = content.sentAt().plusSeconds(delay);
      target.mailbox.add(new Message(content, content.sentAt(), visibleAt, null));
      task.moved++;
    } catch (KmsRefusal refusal) {
      task.fail("KMS." + refusal.kind().code());
    }
  }

  // A FIFO message carries the id of the one that failed, so that it is no duplicate of it.
  private Content content(Queue target, Content dead, Optional<String> key) {
    return new Content(
        ids.uuid(),
        dead.body(),
        dead.attributes(),
        dead.systemAttributes(),
        dead.senderId(),
        timing.now(),
        dead.groupId(),
        target.fifo ? dead.id() : null,
        target.fifo ? ids.sequenceNumber() : null,
        key.orElse(null),
        target.arn);
  }
}
