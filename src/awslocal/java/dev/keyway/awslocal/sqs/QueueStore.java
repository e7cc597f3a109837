package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All queues, and the names that are still locked by a deletion. */
final class QueueStore {

  private static final Duration RECREATE_LOCK = Duration.ofSeconds(60);

  private final Timing timing;
  private final String partition;
  private final Map<String, Queue> queues = new TreeMap<>();
  private final Map<String, Instant> deletedAt = new HashMap<>();

  QueueStore(Timing timing, String partition) {
    this.timing = timing;
    this.partition = partition;
  }

  String arn(String account, String region, String name) {
    return new Arn(partition, "sqs", region, account, name).toString();
  }

  Optional<Queue> find(String arn) {
    return Optional.ofNullable(queues.get(arn));
  }

  /** The ARN of the queue at a URL: the last two parts of its path are account and name. */
  String arnOfUrl(String url, String region) {
    try {
      String[] path = URI.create(url).getPath().split("/");
      if (path.length >= 3) {
        return arn(path[path.length - 2], region, path[path.length - 1]);
      }
    } catch (IllegalArgumentException e) {
      throw SqsErrors.queueDoesNotExist();
    }
    throw SqsErrors.queueDoesNotExist();
  }

  void add(Queue queue) {
    queues.put(queue.arn, queue);
  }

  void remove(Queue queue) {
    queues.remove(queue.arn);
    deletedAt.put(queue.arn, timing.now());
  }

  boolean isLocked(String arn) {
    Instant deleted = deletedAt.get(arn);
    return deleted != null && timing.now().isBefore(deleted.plus(RECREATE_LOCK));
  }

  List<Queue> of(String account, String region) {
    return queues.values().stream()
        .filter(q -> q.account.equals(account) && q.region.equals(region))
        .toList();
  }
}
