package dev.keyway.grants;

import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a topic's own policy has to say. */
public final class TopicGrants {
  private TopicGrants() {}

  /** Return the grants in order of asking. */
  public static List<Grant> of(TopicAsk ask) {
    var publishers =
        new GrantGroup(
            GrantKind.PUBLISHERS,
            List.of("sns:Publish"),
            ask.topicArn(),
            List.of(),
            new GrantGroup.Members.Principals());
    var grants = new ArrayList<Grant>();
    ask.publishers().forEach(member -> grants.add(new Grant(ask.asker(), publishers, member)));
    for (var service : ask.services()) {
      grants.addAll(
          ServiceTable.onResource(
              ask.asker(), service, GrantKind.SERVICE_PUBLISHERS, "sns:Publish", ask.topicArn()));
    }
    var subscribers =
        new GrantGroup(
            GrantKind.SUBSCRIBERS,
            List.of("sns:Subscribe"),
            ask.topicArn(),
            List.of(),
            new GrantGroup.Members.Principals());
    ask.subscribers().forEach(member -> grants.add(new Grant(ask.asker(), subscribers, member)));
    return List.copyOf(grants);
  }

  /**
   * Read back what a topic's policy admits by Keyway's own statements.
   *
   * @param archived whether the topic keeps messages
   */
  public static TopicAsk read(
      String asker, String topicArn, PolicyDocument policy, boolean archived) {
    var standing = OwnedStatements.grants(policy);
    return new TopicAsk(
        asker,
        topicArn,
        Standing.members(standing, GrantKind.PUBLISHERS),
        Standing.services(standing, GrantKind.SERVICE_PUBLISHERS),
        Standing.members(standing, GrantKind.SUBSCRIBERS),
        archived);
  }

  /**
   * Return a statement that lets in nobody whom IAM policies of the topic's account do not: for a
   * policy that would be empty otherwise.
   */
  public static Statement account(String partition, String accountId, String topicArn) {
    var group =
        new GrantGroup(
            GrantKind.ACCOUNT,
            List.of("sns:GetTopicAttributes"),
            topicArn,
            List.of(),
            new GrantGroup.Members.Principals());
    return group.statement(List.of("arn:" + partition + ":iam::" + accountId + ":root"), 0);
  }

  /** Return the statement that refuses publishing without TLS. */
  public static Statement tlsOnly(String topicArn) {
    return TlsOnly.statement("sns:Publish", topicArn);
  }
}
