package dev.keyway.policy;

import java.net.Inet4Address;
import java.util.Set;

/**
 * What AWS's controls call public.
 *
 * <p>Source: AWS Security Hub, controls SQS.3, SNS.4 and KMS.5; Amazon S3 User Guide, "The meaning
 * of public": only fixed values count, neither wildcards nor policy variables, nor address ranges
 * wider than /8 (IPv4) or /32 (IPv6).
 */
final class PublicAccess {
  private static final int WIDEST_IPV4 = 8;
  private static final int WIDEST_IPV6 = 32;

  private static final Set<String> TYING_KEYS =
      Set.of(
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceip",
          "aws:sourceorgid",
          "aws:sourceowner",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:userid",
          "kms:calleraccount");

  private PublicAccess() {}

  static boolean grants(Statement statement, boolean variables) {
    Principals principals = statement.principals();
    boolean everyone =
        principals.negated()
            || principals.members().stream().anyMatch(Principal.Anyone.class::isInstance);
    return statement.effect() == Effect.ALLOW
        && everyone
        && statement.actions().isStated()
        && statement.resources().isStated()
        && statement.conditions().stream().noneMatch(condition -> ties(condition, variables));
  }

  private static boolean ties(Condition condition, boolean variables) {
    Operator operator = Operator.named(condition.operator());
    return operator != null
        && !operator.negated()
        && !operator.ifExists()
        && operator.quantifier() != Operator.Quantifier.ALL
        && TYING_KEYS.contains(RequestContext.fold(condition.key()))
        && condition.values().stream().allMatch(value -> isFixed(operator, value, variables));
  }

  private static boolean isFixed(Operator operator, String value, boolean variables) {
    return switch (operator.comparison()) {
      case IP_ADDRESS -> IpRange.parse(value).filter(PublicAccess::isNarrow).isPresent();
      case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE ->
          Glob.of(value).isLiteral() && !(variables && value.contains("${"));
      case STRING_LIKE, ARN_EQUALS, ARN_LIKE -> Glob.of(value).isLiteral() && !value.contains("${");
      default -> false;
    };
  }

  private static boolean isNarrow(IpRange range) {
    return range.prefixLength()
        >= (range.address() instanceof Inet4Address ? WIDEST_IPV4 : WIDEST_IPV6);
  }
}
