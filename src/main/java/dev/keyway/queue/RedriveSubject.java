package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.RedrivePolicy;
import dev.keyway.reconcile.Resource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A queue whose dead-letter queue is looked at. */
record RedriveSubject(
    Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
    AccountIdentity account,
    String region,
    String queueArn,
    Optional<Map<String, String>> attributes,
    KeyView key,
    Instant notBefore) {
  String namespace() {
    return resource.namespace();
  }

  /** Return whether AWS has that queue as its dead-letter queue. */
  boolean standsOn(String deadLetterArn) {
    return inAws().filter(policy -> policy.targetArn().equals(deadLetterArn)).isPresent();
  }

  /** Return what AWS has for its dead-letter queue. */
  Optional<RedrivePolicy> inAws() {
    return attributes.flatMap(RedrivePolicy::of);
  }
}
