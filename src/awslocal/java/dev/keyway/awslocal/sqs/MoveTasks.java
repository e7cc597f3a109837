package dev.keyway.awslocal.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.sqs.MoveTask.Status;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** StartMessageMoveTask and what belongs to it ("Configure a dead-letter queue redrive"). */
final class MoveTasks {

  private static final int MAX_RATE = 500;
  private static final int MAX_RESULTS = 10;

  private final QueueStore store;
  private final SqsGuard guard;
  private final Timing timing;
  private final Ids ids;
  private final Mover mover;
  private final List<MoveTask> newestFirst = new ArrayList<>();

  MoveTasks(QueueStore store, SqsGuard guard, Timing timing, Ids ids, Mover mover) {
    this.store = store;
    this.guard = guard;
    this.timing = timing;
    this.ids = ids;
    this.mover = mover;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "StartMessageMoveTask", Operation.data(this::start),
        "ListMessageMoveTasks", Operation.read(this::list),
        "CancelMessageMoveTask", Operation.data(this::cancel));
  }

  /** Lets running tasks move what they may move by now. */
  void advance() {
    newestFirst.stream().filter(MoveTask::isRunning).forEach(mover::advance);
  }

  private ObjectNode start(Invocation call) {
    Queue source = source(call, "sqs:StartMessageMoveTask");
    if (!isDeadLetterQueue(source)) {
      throw SqsErrors.invalidParameter("Source queue must be configured as a Dead Letter Queue.");
    }
    if (of(source.arn).stream().anyMatch(MoveTask::isRunning)) {
      throw SqsErrors.invalidParameter(
          "There is already a task running. Only one active task is allowed for a source queue arn"
              + " at a given time.");
    }
    Optional<Integer> rate = within(call, "MaxNumberOfMessagesPerSecond", MAX_RATE);
    MoveTask task =
        new MoveTask(
            ids.uuid(),
            source.arn,
            destination(call, source),
            rate,
            call.caller(),
            timing.now(),
            source.mailbox.countVisible(timing.now()));
    newestFirst.addFirst(task);
    mover.advance(task);
    return Json.object().put("TaskHandle", task.handle());
  }

  private Queue source(Invocation call, String action) {
    String arn = arn("SourceArn", call.params().require("SourceArn"));
    if (store.find(arn).isEmpty()) {
      throw SqsErrors.resourceNotFound("SourceArn");
    }
    return guard.queueByArn(call, action, arn);
  }

  private static String arn(String parameter, String text) {
    return Arn.parse(text)
        .filter(arn -> arn.service().equals("sqs"))
        .map(Arn::toString)
        .orElseThrow(
            () -> SqsErrors.invalidParameter(parameter, text, "It must be the ARN of a queue."));
  }

  private boolean isDeadLetterQueue(Queue queue) {
    return store.of(queue.account, queue.region).stream()
        .flatMap(q -> timing.inForce(q.attributes).text(QueueAttributes.REDRIVE).stream())
        .flatMap(text -> Redrive.read(text).stream())
        .anyMatch(policy -> policy.targetArn().equals(queue.arn));
  }

  private Optional<String> destination(Invocation call, Queue source) {
    Optional<String> text = call.params().text("DestinationArn").filter(t -> !t.isEmpty());
    if (text.isEmpty()) {
      return text;
    }
    Queue queue =
        store
            .find(arn("DestinationArn", text.get()))
            .orElseThrow(() -> SqsErrors.resourceNotFound("DestinationArn"));
    if (queue.fifo != source.fifo || queue.arn.equals(source.arn)) {
      throw SqsErrors.invalidParameter(
          "DestinationArn", text.get(), "It must be another queue of the same type.");
    }
    return text;
  }

  private static Optional<Integer> within(Invocation call, String name, int max) {
    Optional<Integer> number = call.params().number(name);
    if (number.filter(n -> n < 1 || n > max).isPresent()) {
      throw SqsErrors.invalidParameter(
          name, number.get().toString(), "It must be between 1 and " + max + ".");
    }
    return number;
  }

  private ObjectNode list(Invocation call) {
    Queue source = source(call, "sqs:ListMessageMoveTasks");
    int max = within(call, "MaxResults", MAX_RESULTS).orElse(1);
    ArrayNode results = Json.array();
    of(source.arn).stream().limit(max).map(MoveTask::described).forEach(results::add);
    return Json.object().set("Results", results);
  }

  private List<MoveTask> of(String sourceArn) {
    return newestFirst.stream().filter(task -> task.sourceArn.equals(sourceArn)).toList();
  }

  private ObjectNode cancel(Invocation call) {
    MoveTask task =
        task(call.params().require("TaskHandle"))
            .orElseThrow(() -> SqsErrors.resourceNotFound("TaskHandle"));
    guard.queueByArn(call, "sqs:CancelMessageMoveTask", task.sourceArn);
    if (!task.isRunning()) {
      throw SqsErrors.unsupportedOperation("Only a task that is RUNNING can be cancelled.");
    }
    task.end(Status.CANCELLED);
    return Json.object().put("ApproximateNumberOfMessagesMoved", task.moved);
  }

  private Optional<MoveTask> task(String handle) {
    try {
      String text = new String(Base64.getDecoder().decode(handle), UTF_8);
      String id = Json.readObject(text).map(n -> n.path("taskId").asText()).orElse("");
      return newestFirst.stream().filter(task -> task.id.equals(id)).findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
