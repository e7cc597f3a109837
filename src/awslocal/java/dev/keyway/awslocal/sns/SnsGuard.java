package dev.keyway.awslocal.sns;

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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets SNS calls through, or not ("Identity and access management in Amazon SNS"). */
final class SnsGuard {

  private final Authorizer authorizer;
  private final Timing timing;
  private final TopicStore store;

  SnsGuard(Authorizer authorizer, Timing timing, TopicStore store) {
    this.authorizer = authorizer;
    this.timing = timing;
    this.store = store;
  }

  /** The topic of that ARN, when the caller may do that with it. */
  Topic topic(Invocation call, String action, String topicArn, Map<String, String> conditions) {
    Arn arn = topicArn(topicArn);
    call.concerns(topicArn);
    Optional<Topic> topic = store.find(topicArn);
    if (!arn.region().equals(call.region())) {
      throw SnsErrors.invalid("TopicArn");
    }
    decide(call, action, topicArn, arn.account(), topic.orElse(null), conditions);
    return topic.orElseThrow(SnsErrors::topicNotFound);
  }

  Topic topic(Invocation call, String action) {
    return topic(call, action, call.params().require("TopicArn"), Map.of());
  }

  private static Arn topicArn(String text) {
    return Arn.parse(text)
        .filter(arn -> arn.service().equals("sns") && !arn.resource().contains(":"))
        .orElseThrow(() -> SnsErrors.invalid("TopicArn"));
  }

  /** The subscription of that ARN; its owner and the topic's may work on it. */
  Subscription subscription(Invocation call, String action) {
    String arn = call.params().require("SubscriptionArn");
    call.concerns(arn);
    if (!Arn.isOf("sns", arn) || arn.split(":").length != 7) {
      throw SnsErrors.invalid("SubscriptionArn");
    }
    checkIdentity(call, action, arn);
    Subscription subscription =
        store.subscription(arn).orElseThrow(SnsErrors::subscriptionNotFound);
    String account = call.caller().account();
    if (!account.equals(subscription.identity.owner())
        && !account.equals(subscription.identity.topicAccount())) {
      throw AwsService.SNS.accessDenied(
          "User: %s is not authorized to perform: %s on resource: %s"
              .formatted(call.caller().arn(), action, arn));
    }
    return subscription;
  }

  /** For what is about no topic: the identity side alone decides. */
  void checkIdentity(Invocation call, String action, String resource) {
    decide(call, action, resource, call.caller().account(), null, Map.of());
  }

  /** SNS may be given a role by who may pass it ("Granting permissions to pass a role", IAM). */
  void checkPassRole(Invocation call, String roleArn) {
    String owner = roleArn.split(":")[4];
    decide(
        call,
        "iam:PassRole",
        roleArn,
        owner,
        null,
        Map.of("iam:PassedToService", "sns.amazonaws.com"));
  }

  private void decide(
      Invocation call,
      String action,
      String resource,
      String owner,
      @Nullable Topic topic,
      Map<String, String> conditions) {
    Caller caller = call.caller();
    RequestContext context =
        RequestContext.of(caller, timing.now(), call.region()).with("aws:ResourceAccount", owner);
    conditions.forEach(context::with);
    context.withRequestTags(
        call.params().pairs("Tags", "Key", "Value"), call.params().list("TagKeys"));
    StoredPolicy policy = null;
    if (topic != null) {
      context.withTags("aws:ResourceTag/", timing.inForce(topic.tags));
      policy = timing.inForce(topic.policy);
    }
    AccessRequest request =
        new AccessRequest(caller, action, resource, owner, policy, Rules.UNION, context);
    if (authorizer.decide(request) instanceof Decision.Denied denied) {
      throw AwsService.SNS.accessDenied(request.refusal(denied));
    }
  }
}
