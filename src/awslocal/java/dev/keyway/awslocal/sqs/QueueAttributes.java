package dev.keyway.awslocal.sqs;

import static java.util.Objects.requireNonNull;

import dev.keyway.awslocal.base.AwsError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settable attributes of a queue but its policy ("SetQueueAttributes", API reference): what was
 * set, and what AWS answers for the rest.
 */
record QueueAttributes(boolean fifo, Map<String, String> set) {

  private record Range(int min, int max, int otherwise) {}

  static final String KMS_KEY = "KmsMasterKeyId";
  static final String MANAGED_SSE = "SqsManagedSseEnabled";
  static final String REUSE_PERIOD = "KmsDataKeyReusePeriodSeconds";
  static final String REDRIVE = "RedrivePolicy";
  static final String REDRIVE_ALLOW = "RedriveAllowPolicy";
  static final String CONTENT_DEDUPLICATION = "ContentBasedDeduplication";
  static final String DEDUPLICATION_SCOPE = "DeduplicationScope";
  static final String THROUGHPUT_LIMIT = "FifoThroughputLimit";
  static final String FIFO_QUEUE = "FifoQueue";

  private static final Map<String, Range> NUMBERS =
      Map.of(
          "DelaySeconds",
          new Range(0, 900, 0),
          "MaximumMessageSize",
          new Range(1024, 1_048_576, 1_048_576),
          "MessageRetentionPeriod",
          new Range(60, 1_209_600, 345_600),
          "ReceiveMessageWaitTimeSeconds",
          new Range(0, 20, 0),
          "VisibilityTimeout",
          new Range(0, 43_200, 30),
          REUSE_PERIOD,
          new Range(60, 86_400, 300));
  private static final Set<String> BOOLEANS = Set.of(MANAGED_SSE, CONTENT_DEDUPLICATION);
  private static final Set<String> BOOLEAN = Set.of("true", "false");
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          DEDUPLICATION_SCOPE, Set.of("queue", "messageGroup"),
          THROUGHPUT_LIMIT, Set.of("perQueue", "perMessageGroupId"));
  private static final Set<String> FIFO_ONLY =
      Set.of(CONTENT_DEDUPLICATION, DEDUPLICATION_SCOPE, THROUGHPUT_LIMIT);

  static QueueAttributes initial(boolean fifo) {
    return new QueueAttributes(fifo, Map.of(MANAGED_SSE, "true"));
  }

  int number(String name) {
    Range range = requireNonNull(NUMBERS.get(name));
    return Optional.ofNullable(set.get(name)).map(Integer::parseInt).orElse(range.otherwise());
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(set.get(name));
  }

  boolean isMessageGroupScope() {
    return text(DEDUPLICATION_SCOPE).filter("messageGroup"::equals).isPresent();
  }

  boolean deduplicatesByContent() {
    return text(CONTENT_DEDUPLICATION).filter("true"::equals).isPresent();
  }

  /** These attributes after a change; the redrive policies are judged elsewhere. */
  QueueAttributes changed(Map<String, String> change) {
    change.forEach(this::check);
    Map<String, String> next = new LinkedHashMap<>(set);
    change.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            next.remove(name);
          } else {
            next.put(name, value);
          }
        });
    chooseEncryption(next, change);
    QueueAttributes changed = new QueueAttributes(fifo, Map.copyOf(next));
    changed.checkThroughput();
    return changed;
  }

  private void check(String name, String value) {
    boolean known =
        NUMBERS.containsKey(name)
            || BOOLEANS.contains(name)
            || CHOICES.containsKey(name)
            || Set.of(KMS_KEY, REDRIVE, REDRIVE_ALLOW).contains(name);
    if (!known || (FIFO_ONLY.contains(name) && !fifo)) {
      throw SqsErrors.unknownAttribute(name);
    }
    Range range = NUMBERS.get(name);
    if (range != null && !isWithin(range, value)) {
      throw SqsErrors.invalidAttribute(name);
    }
    Set<String> choices = BOOLEANS.contains(name) ? BOOLEAN : CHOICES.get(name);
    if (choices != null && !choices.contains(value)) {
      throw SqsErrors.invalidAttribute(name);
    }
  }

  private static boolean isWithin(Range range, String value) {
    if (!value.matches("\\d{1,9}")) {
      return false;
    }
    int number = Integer.parseInt(value);
    return number >= range.min() && number <= range.max();
  }

  /**
   * One kind of encryption at a time: a key turns SSE-SQS off, taking it away turns it on again.
   */
  private static void chooseEncryption(Map<String, String> next, Map<String, String> change) {
    String managed = change.get(MANAGED_SSE);
    String key = change.get(KMS_KEY);
    boolean setsKey = key != null && !key.isEmpty();
    if (setsKey && "true".equals(managed)) {
      throw oneKindOnly();
    }
    if (setsKey) {
      next.put(MANAGED_SSE, "false");
    } else if (key != null && managed == null) {
      next.put(MANAGED_SSE, "true");
    } else if ("true".equals(managed)) {
      next.remove(KMS_KEY);
    }
  }

  private static AwsError oneKindOnly() {
    return SqsErrors.invalidAttribute(
        MANAGED_SSE,
        "You can use one type of server-side encryption (SSE) at one time. You can either enable"
            + " KMS SSE or SQS SSE");
  }

  private void checkThroughput() {
    boolean high = text(THROUGHPUT_LIMIT).filter("perMessageGroupId"::equals).isPresent();
    if (high && !isMessageGroupScope()) {
      throw SqsErrors.invalidAttribute(
          THROUGHPUT_LIMIT, "perMessageGroupId requires DeduplicationScope messageGroup");
    }
  }

  /** As GetQueueAttributes answers them. */
  Map<String, String> described() {
    Map<String, String> all = new LinkedHashMap<>();
    NUMBERS.keySet().forEach(name -> all.put(name, Integer.toString(number(name))));
    if (!set.containsKey(KMS_KEY)) {
      all.remove(REUSE_PERIOD);
    }
    if (fifo) {
      all.put(FIFO_QUEUE, "true");
      all.put(CONTENT_DEDUPLICATION, "false");
      all.put(DEDUPLICATION_SCOPE, "queue");
      all.put(THROUGHPUT_LIMIT, "perQueue");
    }
    set.forEach(
        (name, value) -> {
          if (!name.equals(REUSE_PERIOD)) {
            all.put(name, value);
          }
        });
    return all;
  }
}
