package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.AwsService;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.iam.AccessRequest;
import dev.keyway.awslocal.iam.AccessRequest.Rules;
import dev.keyway.awslocal.iam.Authorizer;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.iam.Decision;
import dev.keyway.awslocal.iam.RequestContext;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets SQS calls through, or not ("Identity and access management in Amazon SQS"). */
final class SqsGuard {

  /** A queue policy never grants these to another account. */
  private static final Set<String> OWN_ACCOUNT_ONLY =
      Set.of(
          "sqs:AddPermission",
          "sqs:CancelMessageMoveTask",
          "sqs:CreateQueue",
          "sqs:DeleteQueue",
          "sqs:ListMessageMoveTasks",
          "sqs:ListQueues",
          "sqs:ListQueueTags",
          "sqs:RemovePermission",
          "sqs:SetQueueAttributes",
          "sqs:StartMessageMoveTask",
          "sqs:TagQueue",
          "sqs:UntagQueue");

  private final Authorizer authorizer;
  private final Timing timing;
  private final QueueStore store;

  SqsGuard(Authorizer authorizer, Timing timing, QueueStore store) {
    this.authorizer = authorizer;
    this.timing = timing;
    this.store = store;
  }

  /** The queue that a call is about, when the caller may do that with it. */
  Queue queue(Invocation call, String action) {
    String url = call.params().require("QueueUrl");
    return queueByArn(call, action, store.arnOfUrl(url, call.region()));
  }

  /** Ends a call that may not be made. */
  static void requireNone(Optional<String> refusal) {
    if (refusal.isPresent()) {
      throw AwsService.SQS.accessDenied(refusal.get());
    }
  }

  Queue queueByArn(Invocation call, String action, String arn) {
    call.concerns(arn);
    Optional<Queue> queue = store.find(arn);
    Arn name = Arn.parse(arn).orElseThrow();
    boolean own = name.account().equals(call.caller().account());
    if (queue.isEmpty() && !own) {
      throw SqsErrors.queueDoesNotExist();
    }
    Optional<String> refusal = refusal(call, action, arn, queue.orElse(null));
    if (refusal.isPresent() || (!own && OWN_ACCOUNT_ONLY.contains(action))) {
      throw AwsService.SQS.accessDenied(
          refusal.orElse(
              "User: %s is not authorized to perform: %s on resource: %s"
                  .formatted(call.caller().arn(), action, arn)));
    }
    return queue.orElseThrow(SqsErrors::queueDoesNotExist);
  }

  /** Why a caller may not do that; empty when it may. */
  Optional<String> refusal(Caller caller, String action, String arn, @Nullable Queue queue) {
    return refusal(caller, action, arn, queue, Map.of(), List.of());
  }

  /** Why a call may not be made; empty when it may. */
  Optional<String> refusal(Invocation call, String action, String arn, @Nullable Queue queue) {
    Map<String, String> tags = new HashMap<>(call.params().map("Tags"));
    tags.putAll(call.params().map("tags"));
    return refusal(call.caller(), action, arn, queue, tags, call.params().list("TagKeys"));
  }

  private Optional<String> refusal(
      Caller caller,
      String action,
      String arn,
      @Nullable Queue queue,
      Map<String, String> tags,
      List<String> untagged) {
    Arn name = Arn.parse(arn).orElseThrow();
    RequestContext context =
        RequestContext.of(caller, timing.now(), name.region())
            .with("aws:ResourceAccount", name.account())
            .withRequestTags(tags, untagged);
    StoredPolicy policy = null;
    if (queue != null) {
      context.withTags("aws:ResourceTag/", timing.inForce(queue.tags));
      policy = timing.inForce(queue.policy).orElse(null);
    }
    AccessRequest request =
        new AccessRequest(caller, action, arn, name.account(), policy, Rules.UNION, context);
    return authorizer.decide(request) instanceof Decision.Denied denied
        ? Optional.of(request.refusal(denied))
        : Optional.empty();
  }
}
