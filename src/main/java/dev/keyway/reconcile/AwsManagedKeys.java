package dev.keyway.reconcile;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.KeyDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys that AWS keeps for an account, one a service. Their policies are fixed: whoever of the
 * own account calls through that service may use the key, bounded by {@code kms:CallerAccount} and
 * {@code kms:ViaService}, and nobody else (KMS Developer Guide, "AWS managed keys"). So they need
 * no grants, and neither other accounts nor AWS services can be let in. Pure.
 */
public final class AwsManagedKeys {
  /** The key for SQS. */
  public static final String SQS = "alias/aws/sqs";

  /** The key for SNS. */
  public static final String SNS = "alias/aws/sns";

  private AwsManagedKeys() {}

  /** Return whether a key identifier is the name or the ARN of an alias of AWS's own. */
  static boolean isAlias(String keyId) {
    return keyId.startsWith("alias/aws/")
        || (keyId.startsWith("arn:") && keyId.contains(":alias/aws/"));
  }

  /** Return whether AWS keeps the key. */
  static boolean isAwsManaged(KeyDescription key) {
    return key.keyManager().equals("AWS");
  }

  /**
   * Look a key up. KMS makes it at the first question for it (KMS API Reference, DescribeKey).
   *
   * @param freshness of the pass; where an alias leads to is read as rarely as tags
   */
  public static KeyView view(
      Observations observations, String region, String alias, Freshness freshness) {
    var key = observations.key(region, alias, freshness.slowNotBefore()).orThrow();
    return new KeyView.AwsManaged(alias, key.map(KeyDescription::arn));
  }

  /**
   * Return what is to be said of principals of other accounts, who could never use the key; empty
   * where there are none, or where it is no such key.
   *
   * @param members roles, users and accounts that the spec names
   */
  public static Optional<Outcome> strangers(
      KeyView key, AccountIdentity account, List<String> members) {
    if (!(key instanceof KeyView.AwsManaged(String alias, var _))) {
      return Optional.empty();
    }
    var strangers =
        members.stream().filter(member -> !accountOf(member).equals(account.accountId())).toList();
    return strangers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Blocked(
                Reason.AwsManagedKeyCannotBeShared,
                "Only account "
                    + account.accountId()
                    + " can use "
                    + alias
                    + ", and the spec names "
                    + named(strangers)
                    + ". Encrypt with OwnKey or SharedKey, or remove them.",
                Set.of()));
  }

  private static String named(List<String> members) {
    var more = members.size() > 3 ? Stream.of((members.size() - 3) + " more") : Stream.<String>of();
    return String.join(", ", Stream.concat(members.stream().limit(3), more).toList());
  }

  private static String accountOf(String member) {
    return member.startsWith("arn:") ? AwsNames.accountOf(member) : member;
  }
}
