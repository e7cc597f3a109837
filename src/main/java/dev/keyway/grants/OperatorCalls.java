package dev.keyway.grants;

import dev.keyway.policy.Caller;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Principal;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operator itself has to be able to do with a queue, topic or key. It has to be certain
 * that no Deny stops it: else nobody would take the Deny away again, and nothing could be repaired.
 */
public final class OperatorCalls {
  private static final String ROLE = ":role/";

  private final String principalArn;
  private final boolean deletes;

  /**
   * Speak of an operator.
   *
   * @param principalArn the role or user that signs its calls, a role without its path; empty where
   *     it is not known
   * @param deletes whether the object is one that Keyway deletes in AWS
   */
  public OperatorCalls(String principalArn, boolean deletes) {
    this.principalArn = principalArn;
    this.deletes = deletes;
  }

  /** Return the calls that a statement must not stop. */
  List<NeededCall> of(AttachedPolicy policy, Statement statement) {
    var caller = caller(policy, statement);
    return actions(policy.kind())
        .flatMap(action -> caller.stream().map(c -> CallerContexts.iam(c, action, policy.arn())))
        .map(r -> new NeededCall(r, "Keyway itself", true, remedy(r.caller())))
        .toList();
  }

  private static String remedy(Caller caller) {
    return "name other actions, or spare the operator's role: \"ArnNotEquals\":"
        + " {\"aws:PrincipalArn\": \""
        + caller.display()
        + "\"}";
  }

  // STS does not tell the path of a role. Its name is unique in its account, so where the statement
  // names a role of that name, it is this one. Without any identity, as offline, only a statement
  // whose effect depends on nothing but the caller's account can be judged.
  private Optional<Caller> caller(AttachedPolicy policy, Statement statement) {
    if (principalArn.isEmpty()) {
      var parts = policy.arn().split(":", 6);
      return statement.conditions().isEmpty()
          ? Optional.of(new Caller.AccountRoot(parts[1], parts[4]))
          : Optional.empty();
    }
    if (!principalArn.contains(ROLE)) {
      return Callers.of(principalArn);
    }
    var account = principalArn.substring(0, principalArn.indexOf(ROLE) + ROLE.length());
    var name = principalArn.substring(principalArn.lastIndexOf('/'));
    return Optional.of(
        new Caller.IamRole(
            named(statement)
                .filter(arn -> arn.startsWith(account) && arn.endsWith(name))
                .findFirst()
                .orElse(principalArn)));
  }

  private static Stream<String> named(Statement statement) {
    return Stream.concat(
        statement.principals().members().stream().map(Principal::value),
        statement.conditions().stream().flatMap(c -> c.values().stream()));
  }

  private Stream<String> actions(ResourceKind kind) {
    var names = deletes ? kept(kind) + " " + deleting(kind) : kept(kind);
    return Stream.of(names.split(" ")).map(name -> kind.service() + ":" + name);
  }

  private static String kept(ResourceKind kind) {
    return switch (kind) {
      case SQS_QUEUE ->
          "GetQueueAttributes GetQueueUrl ListQueueTags SetQueueAttributes TagQueue UntagQueue";
      case SNS_TOPIC ->
          "GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource SetTopicAttributes"
              + " Subscribe TagResource UntagResource";
      case KMS_KEY ->
          "DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags PutKeyPolicy EnableKey"
              + " EnableKeyRotation DisableKeyRotation CancelKeyDeletion TagResource UntagResource"
              + " UpdateKeyDescription CreateAlias UpdateAlias DeleteAlias";
    };
  }

  private static String deleting(ResourceKind kind) {
    return switch (kind) {
      case SQS_QUEUE -> "DeleteQueue";
      case SNS_TOPIC -> "DeleteTopic";
      case KMS_KEY -> "DisableKey ScheduleKeyDeletion";
    };
  }
}
