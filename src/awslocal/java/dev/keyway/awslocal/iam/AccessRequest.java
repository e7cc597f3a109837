package dev.keyway.awslocal.iam;

import org.jspecify.annotations.Nullable;

/**
 * May this caller do this to that?
 *
 * @param owner the account that owns the resource
 * @param resourcePolicy absent when the resource has none
 */
public record AccessRequest(
    Caller caller,
    String action,
    String resource,
    String owner,
    @Nullable StoredPolicy resourcePolicy,
    Rules rules,
    RequestContext context) {

  /** Which side may allow alone within an account. */
  public enum Rules {
    /** Identity policy or resource policy. */
    UNION,
    /** The key policy must allow, or let the account decide: KMS, and a role's trust policy. */
    RESOURCE_POLICY_FIRST
  }

  /** How AWS words a refusal. */
  public String refusal(Decision.Denied denied) {
    return "User: %s is not authorized to perform: %s on resource: %s %s"
        .formatted(caller.arn(), action, resource, denied.because());
  }
}
