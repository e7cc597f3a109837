package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import org.jspecify.annotations.Nullable;

/** What deleting an object means for AWS. */
public final class Deletions {
  private Deletions() {}

  /** Return what is said of an AWS object that is to be deleted and is not looked for there. */
  public static Outcome elsewhere(String what, String arn) {
    return new Outcome.Invalid(
        Reason.IdentityChanged,
        "The %s was created as %s, and with account, region and name as they are now it would be left behind. Restore these, or set deletionPolicy: Retain to let the object go and keep the %s."
            .formatted(what, arn, what));
  }

  /** Return whether AWS stays as it is when the object goes. */
  static boolean isRetained(Resource<? extends KeywaySpec, ? extends @Nullable Object> resource) {
    return !deletes(resource) || !isInAws(resource.status());
  }

  /** Return whether the AWS object is to go with the object. */
  static boolean deletes(Resource<? extends KeywaySpec, ? extends @Nullable Object> resource) {
    var policy = resource.spec().deletionPolicy();
    boolean byDefault =
        resource.name().kind() == Kind.TOPIC_SUBSCRIPTION && resource.spec().adopt() == null;
    return policy == null ? byDefault : policy == DeletionPolicy.DELETE;
  }

  /** Return whether the status says that there is something in AWS, or that there may be. */
  private static boolean isInAws(@Nullable Object status) {
    boolean begun = status instanceof EncryptionKeyStatus key && key.creation() != null;
    return begun || isNamed(status);
  }

  /** Return whether the status names the AWS object. Nothing is created elsewhere then. */
  public static boolean isNamed(@Nullable Object status) {
    return switch (status) {
      case EncryptionKeyStatus key -> key.keyArn() != null;
      case EncryptedTopicStatus topic -> topic.topicArn() != null;
      case EncryptedQueueStatus queue -> queue.queueArn() != null;
      case TopicSubscriptionStatus subscription -> subscription.subscriptionArn() != null;
      case null, default -> false;
    };
  }
}
