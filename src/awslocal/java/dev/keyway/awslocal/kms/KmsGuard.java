package dev.keyway.awslocal.kms;

import dev.keyway.awslocal.base.AwsError;
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

/** Lets KMS calls through, or not ("Determining access to AWS KMS keys"). */
final class KmsGuard {

  private final Authorizer authorizer;
  private final Timing timing;
  private final KeyStore store;

  KmsGuard(Authorizer authorizer, Timing timing, KeyStore store) {
    this.authorizer = authorizer;
    this.timing = timing;
    this.store = store;
  }

  /** The key that a call of its own account is about. */
  Key ownKey(Invocation call, String action) {
    Key key = key(call, action);
    if (!key.identity.account().equals(call.caller().account())) {
      throw AwsService.KMS.accessDenied(
          "%s cannot be called on a key of another account".formatted(action));
    }
    return key;
  }

  /** The key that a call is about, which may be another account's. */
  Key key(Invocation call, String action) {
    String keyId = call.params().require("KeyId");
    Key key =
        store
            .find(keyId, call.caller().account(), call.region())
            .orElseThrow(() -> KmsErrors.notFound("Key", keyId));
    call.concerns(key.arn());
    check(call, action, key);
    return key;
  }

  void check(Invocation call, String action, Key key) {
    Decision decision =
        decide(call.caller(), action, key, timing.inForce(key.policy), context(call, key));
    if (decision instanceof Decision.Denied denied) {
      throw denied(call.caller(), action, key.arn(), denied);
    }
  }

  /** For operations that are about no existing key: the identity side alone decides. */
  void checkIdentity(Invocation call, String action, String resource) {
    Caller.Iam caller = call.caller();
    RequestContext context =
        RequestContext.of(caller, timing.now(), call.region())
            .withRequestTags(tags(call), call.params().list("TagKeys"));
    AccessRequest request =
        new AccessRequest(caller, action, resource, caller.account(), null, Rules.UNION, context);
    if (authorizer.decide(request) instanceof Decision.Denied denied) {
      throw AwsService.KMS.accessDenied(request.refusal(denied));
    }
  }

  /** Whether the caller could put another policy after this one. */
  boolean couldPutPolicy(Invocation call, Key key, StoredPolicy candidate) {
    return decide(call.caller(), "kms:PutKeyPolicy", key, candidate, context(call, key))
        .isAllowed();
  }

  Decision decide(
      Caller caller, String action, Key key, StoredPolicy policy, RequestContext context) {
    return authorizer.decide(
        new AccessRequest(
            caller,
            action,
            key.arn(),
            key.identity.account(),
            policy,
            Rules.RESOURCE_POLICY_FIRST,
            context));
  }

  /** The tags that a request sets. */
  static Map<String, String> tags(Invocation call) {
    return call.params().pairs("Tags", "TagKey", "TagValue");
  }

  private RequestContext context(Invocation call, Key key) {
    return RequestContext.of(call.caller(), timing.now(), call.region())
        .withRequestTags(tags(call), call.params().list("TagKeys"))
        .with("kms:CallerAccount", call.caller().account())
        .with("aws:ResourceAccount", key.identity.account())
        .withTags("aws:ResourceTag/", timing.inForce(key.tags));
  }

  static AwsError denied(Caller caller, String action, String arn, Decision.Denied denied) {
    return AwsService.KMS.accessDenied(
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(caller.arn(), action, arn, denied.because()));
  }
}
