package dev.keyway.grants;

import dev.keyway.policy.ResourceKind;

/**
 * The policy that a statement is to become a part of.
 *
 * @param arn the queue, topic or key that the policy is of
 * @param version of the document, which decides what a variable means
 */
public record AttachedPolicy(ResourceKind kind, String arn, String version) {
  /** Return what a statement names as its resource when it names none. */
  String ownResource() {
    return kind == ResourceKind.KMS_KEY ? "*" : arn;
  }
}
