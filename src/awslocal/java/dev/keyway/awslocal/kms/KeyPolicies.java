package dev.keyway.awslocal.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.PolicyBinder;
import dev.keyway.awslocal.iam.PolicyProblem;
import dev.keyway.awslocal.iam.PolicyReader.Grammar;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Key policies: kept as given, never locking their writer out ("Key policies in AWS KMS"). */
final class KeyPolicies {

  private static final int MAX_BYTES = 32_768;

  private final KmsGuard guard;
  private final Timing timing;
  private final Accounts accounts;
  private final PolicyBinder binder;

  KeyPolicies(KmsGuard guard, Timing timing, Accounts accounts) {
    this.guard = guard;
    this.timing = timing;
    this.accounts = accounts;
    this.binder = new PolicyBinder(accounts);
  }

  Map<String, Operation> operations() {
    return Map.of(
        "GetKeyPolicy", Operation.read(this::getKeyPolicy),
        "PutKeyPolicy", Operation.write(this::putKeyPolicy));
  }

  /** The policy of a key that is made without one. */
  String defaultText(String account) {
    return """
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "%s"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }"""
        .formatted(accounts.rootArn(account));
  }

  private ObjectNode getKeyPolicy(Invocation call) {
    checkName(call);
    Key key = guard.ownKey(call, "kms:GetKeyPolicy");
    return Json.object()
        .put("Policy", timing.read(key.policy).textAsRead(accounts))
        .put("PolicyName", "default");
  }

  private ObjectNode putKeyPolicy(Invocation call) {
    checkName(call);
    Key key = guard.ownKey(call, "kms:PutKeyPolicy");
    StoredPolicy policy = read(call.params().require("Policy"));
    checkLockout(call, key, policy);
    key.policy.write(policy, timing.now());
    return Json.object();
  }

  private static void checkName(Invocation call) {
    String name = call.params().text("PolicyName").orElse("default");
    if (!name.equals("default")) {
      throw KmsErrors.notFound("Policy", name);
    }
  }

  /** Reads a text by KMS's rules. */
  StoredPolicy read(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw KmsErrors.limit("The key policy exceeds 32768 bytes");
    }
    if (!text.chars().allMatch(KeyPolicies::isPermitted)) {
      throw KmsErrors.malformedPolicy("The policy contains characters that are not permitted");
    }
    try {
      return binder.asGiven(text, Grammar.KEY);
    } catch (PolicyProblem e) {
      throw KmsErrors.malformedPolicy(e.reason());
    }
  }

  private static boolean isPermitted(int c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c <= 0xFF);
  }

  /** Refuses a policy after which its writer could put no other. */
  void checkLockout(Invocation call, Key key, StoredPolicy policy) {
    boolean bypassed = call.params().flag("BypassPolicyLockoutSafetyCheck");
    if (!bypassed && !guard.couldPutPolicy(call, key, policy)) {
      throw KmsErrors.malformedPolicy(
          "The new key policy will not allow you to update the key policy in the future.");
    }
  }

  /** Most changes end once a key waits for its deletion. */
  void checkNotPendingDeletion(Key key) {
    if (key.state.latest() == KeyState.PENDING_DELETION) {
      throw KmsErrors.invalidState(key);
    }
  }
}
