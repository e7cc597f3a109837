package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.policy.AmazonResourceName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What AWS objects are called: deterministic, so that a create is safe to repeat.
 *
 * <p>Default names are {@code <prefix><namespace>_<name>[.fifo]}; no Kubernetes name contains an
 * underscore, so no two objects meet.
 */
public final class AwsNames {
  public static final int MAX_QUEUE_NAME = 80;
  public static final int MAX_TOPIC_NAME = 256;
  private static final String FIFO = ".fifo";

  private AwsNames() {}

  /** Return the queue's name. */
  public static String queue(Settings settings, ObjectName object, EncryptedQueueSpec spec) {
    return named(settings, object, adopted(spec, spec.queueName()), spec.fifo() != null);
  }

  /** Return the topic's name. */
  public static String topic(Settings settings, ObjectName object, EncryptedTopicSpec spec) {
    return named(settings, object, adopted(spec, spec.topicName()), spec.fifo() != null);
  }

  /** Return the key's alias, with {@code alias/} in front; the ARN of an adopted key. */
  public static String alias(Settings settings, ObjectName object, EncryptionKeySpec spec) {
    var given = spec.alias();
    var adopt = spec.adopt();
    if (adopt != null) {
      return adopt.arn();
    }
    return "alias/"
        + (given != null
            ? given
            : settings.namePrefix() + "keyway/" + object.namespace() + "/" + object.name());
  }

  /** Return the ARN of a queue. */
  public static String queueArn(AccountIdentity account, String region, String queueName) {
    return arn(account, "sqs", region, queueName);
  }

  /** Return the ARN that an EncryptedQueue's queue has, or will have. */
  public static String queueArn(
      Settings settings, AccountIdentity account, Resource<EncryptedQueueSpec, ?> queue) {
    var spec = queue.spec();
    return queueArn(account, region(settings, spec.region()), queue(settings, queue.name(), spec));
  }

  /** Return the ARN of a topic. */
  public static String topicArn(AccountIdentity account, String region, String topicName) {
    return arn(account, "sns", region, topicName);
  }

  /** Return the last part of an SQS or SNS ARN. */
  public static String resourceName(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** Return the account that an ARN names. */
  public static String accountOf(String arn) {
    return AmazonResourceName.of(arn).account();
  }

  /** Return the region that an ARN names. */
  public static String regionOf(String arn) {
    return AmazonResourceName.of(arn).region();
  }

  /** Return the region of an object. */
  public static String region(Settings settings, @Nullable String specified) {
    return Objects.requireNonNullElse(specified, settings.defaultRegion());
  }

  private static @Nullable String adopted(KeywaySpec spec, @Nullable String given) {
    var adopt = spec.adopt();
    return adopt == null ? given : resourceName(adopt.arn());
  }

  private static String named(
      Settings settings, ObjectName object, @Nullable String given, boolean fifo) {
    if (given != null) {
      return given;
    }
    var base = settings.namePrefix() + object.namespace() + "_" + object.name();
    return fifo ? base + FIFO : base;
  }

  private static String arn(AccountIdentity account, String service, String region, String name) {
    return String.join(":", "arn", account.partition(), service, region, account.accountId(), name);
  }
}
