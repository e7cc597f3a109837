package dev.keyway.awslocal.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags of queues. */
final class QueueTags {

  private static final int MAX = 50;

  private final SqsGuard guard;
  private final Timing timing;

  QueueTags(SqsGuard guard, Timing timing) {
    this.guard = guard;
    this.timing = timing;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "TagQueue", Operation.write(this::tagQueue),
        "UntagQueue", Operation.write(this::untagQueue),
        "ListQueueTags", Operation.read(this::listQueueTags));
  }

  static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MAX) {
      throw SqsErrors.invalidParameter("Too many tags added for queue. Maximum allowed is 50.");
    }
    for (String name : tags.keySet()) {
      if (name.isEmpty() || name.startsWith("aws:")) {
        throw SqsErrors.invalidParameter("Tag keys must not be empty or begin with aws:.");
      }
    }
    return Map.copyOf(tags);
  }

  private ObjectNode tagQueue(Invocation call) {
    Queue queue = guard.queue(call, "sqs:TagQueue");
    Map<String, String> tags = new LinkedHashMap<>(queue.tags.latest());
    tags.putAll(call.params().map("Tags"));
    queue.tags.write(checked(tags), timing.now());
    return Json.object();
  }

  private ObjectNode untagQueue(Invocation call) {
    Queue queue = guard.queue(call, "sqs:UntagQueue");
    Map<String, String> tags = new LinkedHashMap<>(queue.tags.latest());
    call.params().list("TagKeys").forEach(tags::remove);
    queue.tags.write(Map.copyOf(tags), timing.now());
    return Json.object();
  }

  private ObjectNode listQueueTags(Invocation call) {
    Queue queue = guard.queue(call, "sqs:ListQueueTags");
    Map<String, String> tags = timing.read(queue.tags);
    return tags.isEmpty() ? Json.object() : Json.object().set("Tags", Json.object(tags));
  }
}
