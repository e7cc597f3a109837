package dev.keyway.awslocal.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Making, configuring and deleting queues. */
final class QueueOperations {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final String FIFO_SUFFIX = ".fifo";
  private static final int MAX_NAME = 80;
  private static final int MAX_RESULTS = 1000;
  private static final Duration PURGE_LOCK = Duration.ofSeconds(60);

  private final QueueStore store;
  private final SqsGuard guard;
  private final Timing timing;
  private final Accounts accounts;
  private final QueuePolicies policies;
  private final Redrive redrive;
  private final Supplier<URI> endpoint;

  QueueOperations(
      QueueStore store,
      SqsGuard guard,
      Timing timing,
      Accounts accounts,
      Redrive redrive,
      Supplier<URI> endpoint) {
    this.store = store;
    this.guard = guard;
    this.timing = timing;
    this.accounts = accounts;
    this.policies = new QueuePolicies(accounts);
    this.redrive = redrive;
    this.endpoint = endpoint;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "CreateQueue", Operation.write(this::createQueue),
        "GetQueueUrl", Operation.read(this::getQueueUrl),
        "GetQueueAttributes", Operation.read(this::getQueueAttributes),
        "SetQueueAttributes", Operation.write(this::setQueueAttributes),
        "DeleteQueue", Operation.write(this::deleteQueue),
        "ListQueues", Operation.read(this::listQueues),
        "PurgeQueue", Operation.data(this::purgeQueue));
  }

  private ObjectNode createQueue(Invocation call) {
    String name = call.params().require("QueueName");
    Map<String, String> given = new LinkedHashMap<>(call.params().map("Attributes"));
    boolean fifo = isFifo(name, given.remove(QueueAttributes.FIFO_QUEUE));
    String account = call.caller().account();
    String arn = store.arn(account, call.region(), name);
    call.concerns(arn);
    Optional<Queue> existing = store.find(arn);
    Map<String, String> tags = QueueTags.checked(call.params().map("tags"));
    SqsGuard.requireNone(guard.refusal(call, "sqs:CreateQueue", arn, existing.orElse(null)));
    if (!tags.isEmpty()) {
      SqsGuard.requireNone(guard.refusal(call, "sqs:TagQueue", arn, existing.orElse(null)));
    }
    Optional<StoredPolicy> policy = policies.read(given.getOrDefault(QueuePolicies.POLICY, ""));
    given.remove(QueuePolicies.POLICY);
    QueueAttributes attributes = QueueAttributes.initial(fifo).changed(given);
    redrive.check(given, arn, fifo);
    if (existing.isPresent()) {
      requireSame(existing.get(), attributes, given, policy);
      return url(existing.get());
    }
    if (store.isLocked(arn)) {
      throw SqsErrors.queueDeletedRecently();
    }
    Queue queue =
        new Queue(arn, account, call.region(), name, attributes, policy, tags, timing.now());
    store.add(queue);
    return url(queue);
  }

  private static boolean isFifo(String name, @Nullable String flag) {
    boolean suffixed = name.endsWith(FIFO_SUFFIX);
    String stem = suffixed ? name.substring(0, name.length() - FIFO_SUFFIX.length()) : name;
    if (!NAME.matcher(stem).matches() || name.length() > MAX_NAME) {
      throw SqsErrors.invalidParameter(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    if (flag != null && !flag.equals("true")) {
      throw SqsErrors.unknownAttribute(QueueAttributes.FIFO_QUEUE);
    }
    if (suffixed != (flag != null)) {
      throw SqsErrors.invalidParameter(
          "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
              + " underscores, must end with .fifo suffix and be 1 to 80 in length");
    }
    return suffixed;
  }

  /** What was given has to be what is there; what was not given always matches. */
  private void requireSame(
      Queue queue,
      QueueAttributes wanted,
      Map<String, String> given,
      Optional<StoredPolicy> policy) {
    Map<String, String> there = queue.attributes.latest().described();
    Map<String, String> asked = wanted.described();
    for (String name : given.keySet()) {
      if (!Optional.ofNullable(asked.get(name)).equals(Optional.ofNullable(there.get(name)))) {
        throw SqsErrors.queueNameExists(name);
      }
    }
    Optional<String> present = queue.policy.latest().map(stored -> stored.textAsRead(accounts));
    if (policy.isPresent() && !policy.map(StoredPolicy::text).equals(present)) {
      throw SqsErrors.queueNameExists(QueuePolicies.POLICY);
    }
  }

  private ObjectNode getQueueUrl(Invocation call) {
    String name = call.params().require("QueueName");
    String owner = call.params().text("QueueOwnerAWSAccountId").orElse(call.caller().account());
    String arn = store.arn(owner, call.region(), name);
    return url(guard.queueByArn(call, "sqs:GetQueueUrl", arn));
  }

  private ObjectNode url(Queue queue) {
    return Json.object().put("QueueUrl", urlOf(queue));
  }

  private String urlOf(Queue queue) {
    return endpoint.get() + "/" + queue.account + "/" + queue.name;
  }

  private ObjectNode getQueueAttributes(Invocation call) {
    Queue queue = guard.queue(call, "sqs:GetQueueAttributes");
    List<String> names = call.params().list("AttributeNames");
    Map<String, String> all = QueueDescription.of(queue, timing, accounts);
    ObjectNode attributes = Json.object();
    for (String name : names) {
      if (name.equals("All")) {
        all.forEach(attributes::put);
      } else if (!QueueDescription.isKnown(name)) {
        throw SqsErrors.unknownAttribute(name);
      } else if (all.containsKey(name)) {
        attributes.put(name, all.get(name));
      }
    }
    return attributes.isEmpty() ? Json.object() : Json.object().set("Attributes", attributes);
  }

  private ObjectNode setQueueAttributes(Invocation call) {
    Queue queue = guard.queue(call, "sqs:SetQueueAttributes");
    Map<String, String> change = new LinkedHashMap<>(call.params().map("Attributes"));
    String text = change.remove(QueuePolicies.POLICY);
    Optional<StoredPolicy> policy = policies.read(text == null ? "" : text);
    if (change.containsKey(QueueAttributes.FIFO_QUEUE)) {
      throw SqsErrors.unknownAttribute(QueueAttributes.FIFO_QUEUE);
    }
    QueueAttributes attributes = queue.attributes.latest().changed(change);
    redrive.check(change, queue.arn, queue.fifo);
    Instant now = timing.now();
    queue.attributes.write(attributes, now);
    if (text != null) {
      queue.policy.write(policy, now);
    }
    queue.modifiedAt = now;
    return Json.object();
  }

  private ObjectNode deleteQueue(Invocation call) {
    store.remove(guard.queue(call, "sqs:DeleteQueue"));
    return Json.object();
  }

  private ObjectNode listQueues(Invocation call) {
    String everyQueue = store.arn(call.caller().account(), call.region(), "*");
    SqsGuard.requireNone(guard.refusal(call.caller(), "sqs:ListQueues", everyQueue, null));
    String prefix = call.params().text("QueueNamePrefix").orElse("");
    List<Queue> all =
        store.of(call.caller().account(), call.region()).stream()
            .filter(q -> q.name.startsWith(prefix) && timing.isListed(q.createdAt))
            .toList();
    Optional<Integer> max = call.params().number("MaxResults");
    int from = Math.min(call.params().number("NextToken").orElse(0), all.size());
    int to = Math.min(from + max.orElse(MAX_RESULTS), all.size());
    ArrayNode urls = Json.array();
    all.subList(from, to).forEach(queue -> urls.add(urlOf(queue)));
    ObjectNode answer = Json.object().set("QueueUrls", urls);
    if (max.isPresent() && to < all.size()) {
      answer.put("NextToken", Integer.toString(to));
    }
    return answer;
  }

  private ObjectNode purgeQueue(Invocation call) {
    Queue queue = guard.queue(call, "sqs:PurgeQueue");
    Instant now = timing.now();
    if (queue.purgedAt != null && now.isBefore(queue.purgedAt.plus(PURGE_LOCK))) {
      throw SqsErrors.purgeInProgress(queue.name);
    }
    queue.purgedAt = now;
    queue.mailbox.clear();
    return Json.object();
  }
}
