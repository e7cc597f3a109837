package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Kind;
import java.util.Optional;

/** A queue that no topic feeds: a role of its own account sends to it and receives from it. */
final class Jobs {
  static final String QUEUE_ARN = World.queueArn("shop_jobs");
  static final String AWS_KEY = "alias/aws/sqs";
  private static final String ROLE = "checkout";

  private Jobs() {}

  /** A change of the queue's encryption to or from the key that AWS keeps. */
  enum Change {
    OWN_TO_AWS("OwnKey", "AwsManagedKey"),
    SSE_SQS_TO_AWS("ServiceManaged", "AwsManagedKey"),
    AWS_TO_OWN("AwsManagedKey", "OwnKey"),
    AWS_TO_SSE_SQS("AwsManagedKey", "ServiceManaged");

    final String before;
    final String after;

    Change(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }

  static String yaml(String mode) {
    return """
    kind: EncryptedQueue
    apiVersion: keyway.dev/v1alpha1
    metadata: {name: jobs}
    spec:
      encryption: {mode: %s}
      messageRetentionSeconds: 7200
      producers:
        - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
      consumers:
        - {name: worker, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
    """
        .formatted(mode);
  }

  static void apply(World world, String mode) {
    world.cluster.apply(yaml(mode));
  }

  /** Bring it to rest as it was before, with a message in the queue. */
  static void prepare(World world, Change change) {
    apply(world, change.before);
    world.settle();
    send(world, "before the move");
  }

  static void send(World world, String body) {
    world.people.send(QUEUE_ARN, ROLE, body);
  }

  /** It has arrived, and every message that was sent can be read. */
  static void arrived(World world, Change change) {
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "jobs")).as(() -> world.describe()).isTrue();
    send(world, "after the move");
    assertThat(world.people.receive(QUEUE_ARN, World.ACCOUNT, ROLE)).hasSize(world.people.sent());
    var key = keyInUse(world);
    switch (change.after) {
      case "AwsManagedKey" -> assertThat(key).hasValue(AWS_KEY);
      case "ServiceManaged" -> assertThat(key).isEmpty();
      default -> assertThat(key.orElseThrow()).contains(":key/");
    }
  }

  /** The key as SQS returns it. */
  static Optional<String> keyInUse(World world) {
    var queue = world.local.state().queue(QUEUE_ARN).orElseThrow();
    return Optional.ofNullable(queue.attributes().get("KmsMasterKeyId"));
  }
}
