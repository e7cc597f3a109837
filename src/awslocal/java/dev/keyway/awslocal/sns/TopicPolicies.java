package dev.keyway.awslocal.sns;

import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.PolicyBinder;
import dev.keyway.awslocal.iam.PolicyDocument.Statement;
import dev.keyway.awslocal.iam.PolicyProblem;
import dev.keyway.awslocal.iam.PolicyReader.Grammar;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Topic policies: AWS's default, and what SNS refuses ("Amazon SNS policy quotas"). */
final class TopicPolicies {

  private static final int MAX_BYTES = 30_720;
  private static final Set<String> ACTIONS =
      Set.of(
          "sns:gettopicattributes",
          "sns:settopicattributes",
          "sns:addpermission",
          "sns:removepermission",
          "sns:deletetopic",
          "sns:subscribe",
          "sns:listsubscriptionsbytopic",
          "sns:publish",
          "sns:receive",
          "sns:getdataprotectionpolicy",
          "sns:putdataprotectionpolicy");

  private final PolicyBinder binder;

  TopicPolicies(Accounts accounts) {
    binder = new PolicyBinder(accounts);
  }

  /** The policy of a topic that is made without one. */
  StoredPolicy initial(String topicArn, String owner) {
    String text =
        """
        {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[\
        {"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},\
        "Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission",\
        "SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
        "SNS:ListSubscriptionsByTopic","SNS:Publish"],\
        "Resource":"%s","Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}"""
            .formatted(topicArn, owner);
    return binder.normalised(text, Grammar.RESOURCE);
  }

  /** Reads the attribute by SNS's rules. */
  StoredPolicy read(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw SnsErrors.invalid("Policy", "Policy length must be at most 30720 bytes");
    }
    try {
      StoredPolicy policy = binder.normalised(text, Grammar.RESOURCE);
      policy.document().statements().forEach(TopicPolicies::check);
      return policy;
    } catch (PolicyProblem e) {
      throw SnsErrors.invalid("Policy Error: PrincipalNotFound or syntax: " + e.reason());
    }
  }

  private static void check(Statement statement) {
    for (String action : statement.actions().patterns()) {
      if (!ACTIONS.contains(action.toLowerCase(Locale.ROOT))) {
        throw SnsErrors.invalid("Policy statement action out of service scope!");
      }
    }
  }
}
