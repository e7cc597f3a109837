package dev.keyway.process;

import dev.keyway.awslocal.control.LocalState;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.RedrivePolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What AWS has at the end of a move, looked at without Keyway's own word. */
record Arrival(KilledBench killed, KilledMove move) {
  private static final String KEY = "KmsMasterKeyId";

  /** Return whether AWS has what was wanted. */
  boolean isComplete() {
    return switch (move) {
      case SSE_SQS_TO_OWN -> Objects.equals(ofQueue(KEY), keyArn(move.channel() + "-queue"));
      case OWN_TO_SHARED -> Objects.equals(ofQueue(KEY), keyArn("a"));
      case SHARED_TO_SHARED -> Objects.equals(ofQueue(KEY), keyArn("b"));
      case KEY_TO_SSE_SQS -> ofQueue(KEY) == null && "true".equals(ofQueue("SqsManagedSseEnabled"));
      case TOPIC_TO_SHARED -> Objects.equals(ofTopic(KEY), keyArn("b"));
      case CONSUMER_REPLACED -> String.valueOf(ofQueue("Policy")).contains("role/audit");
      case DEAD_LETTER_QUEUE -> String.valueOf(ofQueue(RedrivePolicy.ATTRIBUTE)).contains("-dead");
      case SUBSCRIPTION_DEAD_LETTER ->
          state().subscriptions(killed.topicArn(move)).stream()
              .allMatch(s -> s.attributes().containsKey(RedrivePolicy.ATTRIBUTE));
      case OWNER_RETURNS ->
          killed
              .bench
              .object("EncryptedQueue", move.channel())
              .map(object -> object.getMetadata().getUid())
              .equals(state().queue(killed.queueArn(move)).map(q -> q.tags().get(Identity.UID)));
      case ROTATION_PERIOD -> rotationDays() == 120;
    };
  }

  private LocalState state() {
    return killed.bench.aws.state();
  }

  private @Nullable String ofQueue(String attribute) {
    var queue = state().queue(killed.queueArn(move)).orElseThrow();
    return attribute.equals("Policy")
        ? queue.policy().orElse(null)
        : queue.attributes().get(attribute);
  }

  private @Nullable String ofTopic(String attribute) {
    return state().topic(killed.topicArn(move)).orElseThrow().attributes().get(attribute);
  }

  private String keyArn(String name) {
    String arn = killed.bench.object("EncryptionKey", name).orElseThrow().get("status", "keyArn");
    return Objects.requireNonNull(arn);
  }

  private int rotationDays() {
    try (var kms = killed.bench.kms(Bench.ACCOUNT, "admin")) {
      return kms.getKeyRotationStatus(r -> r.keyId(keyArn(move.channel() + "-key")))
          .rotationPeriodInDays();
    }
  }
}
