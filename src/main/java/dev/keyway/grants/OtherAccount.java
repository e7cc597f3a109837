package dev.keyway.grants;

import dev.keyway.policy.AmazonResourceName;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the account of a principal has to add so that a grant takes effect.
 *
 * <p>Across accounts both sides have to allow a call: the policy of the resource, which holds the
 * grant, and an IAM policy of the caller (IAM User Guide, "Cross-account policy evaluation logic").
 * Within one account the grant to a role or user suffices. A grant to an account always leaves it
 * to that account's IAM policies who may make use of it.
 */
public final class OtherAccount {
  private OtherAccount() {}

  /**
   * Return the IAM policy that a principal still needs, with one statement for each purpose; empty
   * where what it was granted takes effect by itself.
   *
   * @param member a role, a user or an account, as a member of a grant
   * @param held grants; those of others are left aside
   */
  public static Optional<PolicyDocument> toAdd(String member, List<Held> held) {
    Map<String, TreeSet<String>> resources = new LinkedHashMap<>();
    Map<String, List<String>> actions = new LinkedHashMap<>();
    held.stream()
        .filter(h -> isPrincipal(h.grant()) && h.grant().member().equals(member))
        .filter(h -> isAccount(member) || !account(member).equals(account(h.resourceArn())))
        .sorted(Comparator.comparing(h -> isKey(h.resourceArn())))
        .forEach(
            h -> {
              var sid = sid(h);
              resources.computeIfAbsent(sid, _ -> new TreeSet<>()).add(h.resourceArn());
              actions.put(sid, h.grant().group().actions());
            });
    var statements = new ArrayList<Statement>();
    resources.forEach(
        (sid, arns) ->
            statements.add(
                Statement.allow(sid)
                    .actions(actions.getOrDefault(sid, List.of()))
                    .resources(arns)
                    .build()));
    return statements.isEmpty() ? Optional.empty() : Optional.of(PolicyDocument.of(statements));
  }

  /** Return whether the member of a grant is a role, user or account, and no service's source. */
  public static boolean isPrincipal(Grant grant) {
    return grant.group().members() instanceof GrantGroup.Members.Principals;
  }

  /** Return whether a principal is a whole account. */
  public static boolean isAccount(String member) {
    return Callers.of(member).isEmpty();
  }

  /** Return the account of a principal or of an object in AWS. */
  public static String account(String memberOrArn) {
    return memberOrArn.startsWith("arn:")
        ? AmazonResourceName.of(memberOrArn).account()
        : memberOrArn;
  }

  private static boolean isKey(String resourceArn) {
    return resourceArn.contains(":kms:");
  }

  private static String sid(Held held) {
    boolean key = isKey(held.resourceArn());
    return switch (held.grant().group().kind()) {
      case CONSUMERS -> key ? "DecryptWhatIsReceived" : "Receive";
      case PRODUCERS -> key ? "EncryptWhatIsSent" : "Send";
      case REDRIVERS -> "Redrive";
      case REDRIVE_TARGET -> key ? "EncryptWhatIsMovedBack" : "MoveBack";
      case PUBLISHERS -> key ? "EncryptWhatIsPublished" : "Publish";
      case SUBSCRIBERS -> "Subscribe";
      case ADMINISTRATORS -> "AdministerKey";
      case KEY_USERS_DECRYPT -> "DecryptWithKey";
      case KEY_USERS_ENCRYPT_DECRYPT -> "UseKey";
      case ACCOUNT, SNS_DELIVERY, SERVICE_PRODUCERS, SERVICE_PUBLISHERS, TOPIC_ARCHIVE, TLS_ONLY ->
          throw new IllegalArgumentException("not granted to principals by name: " + held);
    };
  }
}
