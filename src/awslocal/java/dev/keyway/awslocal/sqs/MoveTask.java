package dev.keyway.awslocal.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.iam.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task that moves the messages of a dead-letter queue. */
final class MoveTask {

  enum Status {
    RUNNING,
    COMPLETED,
    CANCELLED,
    FAILED
  }

  final String id;
  final String sourceArn;
  final Optional<String> destinationArn;
  final Optional<Integer> perSecond;
  final Caller.Iam caller;
  final Instant startedAt;
  final int toMove;
  Status status = Status.RUNNING;
  int moved;
  @Nullable String failureReason;

  MoveTask(
      String id,
      String sourceArn,
      Optional<String> destinationArn,
      Optional<Integer> perSecond,
      Caller.Iam caller,
      Instant startedAt,
      int toMove) {
    this.id = id;
    this.sourceArn = sourceArn;
    this.destinationArn = destinationArn;
    this.perSecond = perSecond;
    this.caller = caller;
    this.startedAt = startedAt;
    this.toMove = toMove;
  }

  boolean isRunning() {
    return status == Status.RUNNING;
  }

  /** How many messages it may move by then: each second begins with its share. */
  long share(Instant now) {
    long seconds = Math.max(0, Duration.between(startedAt, now).toSeconds());
    return perSecond.map(rate -> rate * (seconds + 1) - moved).orElse(Long.MAX_VALUE);
  }

  void end(Status how) {
    status = how;
  }

  void fail(String reason) {
    status = Status.FAILED;
    failureReason = reason;
  }

  String handle() {
    var text = Json.object().put("taskId", id).put("sourceArn", sourceArn).toString();
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** What ListMessageMoveTasks says of it; the handle only while it can be cancelled. */
  ObjectNode described() {
    ObjectNode node =
        Json.object()
            .put("SourceArn", sourceArn)
            .put("Status", status.name())
            .put("ApproximateNumberOfMessagesMoved", moved)
            .put("ApproximateNumberOfMessagesToMove", toMove)
            .put("StartedTimestamp", startedAt.toEpochMilli());
    destinationArn.ifPresent(arn -> node.put("DestinationArn", arn));
    perSecond.ifPresent(rate -> node.put("MaxNumberOfMessagesPerSecond", rate));
    if (isRunning()) {
      node.put("TaskHandle", handle());
    }
    if (failureReason != null) {
      node.put("FailureReason", failureReason);
    }
    return node;
  }
}
