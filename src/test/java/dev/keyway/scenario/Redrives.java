package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyway.api.v1alpha1.AccessRole;
import dev.keyway.api.v1alpha1.PrincipalAccess;
import dev.keyway.awslocal.iam.RoleSpec;
import dev.keyway.reconcile.Kind;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The channel of {@link DeadLetters}, with somebody of the queues' own account, whom no IAM policy
 * allows anything, who moves messages back.
 */
final class Redrives {
  static final String MOVER = "support";
  static final String MOVER_ARN = "arn:aws:iam::" + World.ACCOUNT + ":role/" + MOVER;

  private Redrives() {}

  static RoleSpec role() {
    return RoleSpec.of(World.ACCOUNT, MOVER)
        .withPolicy(
            """
            {"Version": "2012-10-17", "Statement":
              {"Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*"}}
            """);
  }

  /** The dead-letter queue, under the key {@code third}. */
  static String dead(String redrive) {
    return withMover(DeadLetters.dead(""), redrive);
  }

  /** Add the mover to the consumers of a queue. */
  static String withMover(String queue, String redrive) {
    return queue.replace(
        "  consumers:\n",
        "  consumers:\n    - {name: support, principal: {roleArn: \"%s\"}%s}\n"
            .formatted(MOVER_ARN, redrive));
  }

  /** All manifests. */
  static String yaml(String redrive) {
    return DeadLetters.yamlWithDeadLetter() + dead(redrive);
  }

  static void moverIsAdded(World world) {
    world.cluster.apply(dead(", redrive: true"));
  }

  /** A queue whose messages nobody may move back is to have somebody who does. */
  static void adding(World world) {
    world.cluster.apply(yaml(""));
    world.settle();
    DeadLetters.failedMessage(world, "before");
    moverIsAdded(world);
  }

  /** Nobody is to move messages back any more. */
  static void removing(World world) {
    world.cluster.apply(yaml(", redrive: true"));
    world.settle();
    DeadLetters.failedMessage(world, "before");
    world.cluster.apply(dead(""));
  }

  /** The queue that messages came from is to have another key. */
  static void moving(World world) {
    world.cluster.apply(yaml(", redrive: true"));
    world.settle();
    DeadLetters.failedMessage(world, "before");
    world.cluster.apply(DeadLetters.queue("first", DeadLetters.DEAD_LETTER));
  }

  /** All is in order, and whatever failed comes back and is read where it was to be read. */
  static void arrived(World world) {
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(() -> world.describe()).isTrue();
    }
    DeadLetters.failedMessage(world, "after");
    var back = movedBack(world);
    assertThat(back).hasSize(world.people.sent());
  }

  /** Nobody may any more, and nothing of it is left in any policy. */
  static void removed(World world) {
    assertThat(refusal(() -> start(world, World.ACCOUNT, MOVER))).isEqualTo("AccessDenied");
    assertThat(policies(world)).noneMatch(policy -> policy.contains("Redrive"));
    assertThat(entries(world)).isEmpty();
  }

  /** Move all messages back and return what the consumer gets. */
  static List<String> movedBack(World world) {
    start(world, World.ACCOUNT, MOVER);
    assertThat(task(world).failureReason()).isNull();
    assertThat(task(world).status()).isEqualTo("COMPLETED");
    return world.people.receive(DeadLetters.QUEUE_ARN, World.OTHER_ACCOUNT, DeadLetters.CONSUMER);
  }

  static void start(World world, String account, String role) {
    world.people.sqs(account, role).startMessageMoveTask(r -> r.sourceArn(DeadLetters.DEAD_ARN));
  }

  /** The code of AWS's answer. */
  static String refusal(ThrowingCallable call) {
    return catchThrowableOfType(SqsException.class, call).awsErrorDetails().errorCode();
  }

  static ListMessageMoveTasksResultEntry task(World world) {
    return world
        .people
        .sqs(World.ACCOUNT, MOVER)
        .listMessageMoveTasks(r -> r.sourceArn(DeadLetters.DEAD_ARN))
        .results()
        .getFirst();
  }

  /** What status says of those who move messages back. */
  static List<PrincipalAccess> entries(World world) {
    return DeadLetters.queueStatus(world, "dead").access().stream()
        .filter(entry -> entry.as() == AccessRole.REDRIVER)
        .toList();
  }

  static List<String> policies(World world) {
    var policies = new ArrayList<String>();
    for (var name : world.cluster.names()) {
      if (name.kind() == Kind.ENCRYPTION_KEY) {
        policies.add(DeadLetters.policy(world, name.name()));
      }
    }
    for (var arn : List.of(DeadLetters.QUEUE_ARN, DeadLetters.DEAD_ARN)) {
      policies.add(policy(world, arn));
    }
    return policies;
  }

  static String policy(World world, String queueArn) {
    return world.local.state().queue(queueArn).flatMap(q -> q.policy()).orElse("");
  }
}
