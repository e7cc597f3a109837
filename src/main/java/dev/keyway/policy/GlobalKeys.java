package dev.keyway.policy;

import java.util.Set;
import java.util.stream.Stream;

/**
 * The condition keys that every service may have.
 *
 * <p>Source: IAM User Guide, "AWS global condition context keys"; SNS Developer Guide for {@code
 * aws:SourceOwner}, which its default topic policy uses.
 */
final class GlobalKeys {
  private static final String NAMES =
      "AssumedRoot CalledVia CalledViaFirst CalledViaLast ChatbotSourceArn CurrentTime"
          + " Ec2InstanceSourcePrivateIPv4 Ec2InstanceSourceVpc EpochTime FederatedProvider"
          + " MultiFactorAuthAge MultiFactorAuthPresent PrincipalAccount PrincipalArn"
          + " PrincipalIsAWSService PrincipalOrgID PrincipalOrgPaths PrincipalServiceName"
          + " PrincipalServiceNamesList PrincipalType Referer RequestedRegion ResourceAccount"
          + " ResourceOrgID ResourceOrgPaths SecureTransport SourceAccount SourceArn"
          + " SourceIdentity SourceIp SourceOrgID SourceOrgPaths SourceOwner SourceVpc SourceVpcArn"
          + " SourceVpce TagKeys TokenIssueTime UserAgent UserId UserName ViaAWSService"
          + " VpcSourceIp VpceAccount VpceOrgID VpceOrgPaths";
  private static final String PREFIX = "aws:";
  private static final Set<String> KEYS =
      Set.copyOf(
          Stream.of(NAMES.split(" ")).map(name -> PREFIX + RequestContext.fold(name)).toList());
  private static final Set<String> TAGS =
      Set.of("aws:principaltag/", "aws:requesttag/", "aws:resourcetag/");

  private GlobalKeys() {}

  /** Whether the key is documented, or is not a global one, so that its service says what it is. */
  static boolean mayExist(String key) {
    String folded = RequestContext.fold(key);
    return !folded.startsWith(PREFIX)
        || KEYS.contains(folded)
        || TAGS.stream().anyMatch(folded::startsWith);
  }
}
