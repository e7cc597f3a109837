package dev.keyway.scenario;

import dev.keyway.reconcile.Kind;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A change that somebody makes in AWS, for the table in {@code docs/drift.md}.
 *
 * @param checks how many checks pass until it has to be found: tags and rotation are read every
 *     12th time
 */
record DriftCase(String title, Kind kind, Consumer<Tampering> by, int checks) {
  /** The channel that is tampered with: everything that a spec can say is said. */
  static final String CHANNEL =
      """
      kind: EncryptionKey
      apiVersion: keyway.dev/v1alpha1
      metadata: {name: payments}
      spec:
        description: Messages of the payments channel
        rotation: {mode: Automatic, periodDays: 180}
        tags: {team: payments}
      ---
      kind: EncryptedTopic
      apiVersion: keyway.dev/v1alpha1
      metadata: {name: payments}
      spec:
        fifo: {contentBasedDeduplication: true}
        encryption: {mode: SharedKey, keyRef: {name: payments}}
        displayName: Payments
        tags: {team: payments}
        publishers:
          - {name: checkout, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
      ---
      kind: EncryptedQueue
      apiVersion: keyway.dev/v1alpha1
      metadata: {name: dead}
      spec:
        fifo: {contentBasedDeduplication: true}
        encryption: {mode: SharedKey, keyRef: {name: payments}}
        redriveAllow: {mode: ByQueue, sourceQueueRefs: [{name: payments}]}
        consumers:
          - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/ledger-task"}}
      ---
      kind: EncryptedQueue
      apiVersion: keyway.dev/v1alpha1
      metadata: {name: payments}
      spec:
        fifo: {contentBasedDeduplication: true}
        encryption: {mode: SharedKey, keyRef: {name: payments}, dataKeyReusePeriodSeconds: 600}
        visibilityTimeoutSeconds: 60
        deadLetter: {queueRef: {name: dead}, maxReceiveCount: 3}
        tags: {team: payments}
        consumers:
          - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/ledger-task"}}
        producers:
          - {name: checkout, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
      ---
      kind: TopicSubscription
      apiVersion: keyway.dev/v1alpha1
      metadata: {name: payments}
      spec:
        topicRef: {name: payments}
        queueRef: {name: payments}
        rawMessageDelivery: true
        filterPolicy: {store: [shop]}
      """;

  static Stream<DriftCase> all() {
    return Stream.of(
            KeyDriftCases.all(),
            QueuePolicyDriftCases.all(),
            QueueDriftCases.all(),
            TopicDriftCases.all(),
            SubscriptionDriftCases.all())
        .flatMap(cases -> cases);
  }

  /** Found at the next check. */
  static DriftCase of(Kind kind, String title, Consumer<Tampering> by) {
    return new DriftCase(title, kind, by, 1);
  }

  /** Found when tags and rotation are read the next time. */
  static DriftCase slow(Kind kind, String title, Consumer<Tampering> by) {
    return new DriftCase(title, kind, by, 12);
  }

  @Override
  public String toString() {
    return kind.kubernetesName() + ": " + title;
  }
}
