package dev.keyway.policy;

import java.util.List;
import java.util.Set;

/**
 * Conditions on where a service's call comes from.
 *
 * <p>Source: IAM User Guide, "The confused deputy problem"; KMS Developer Guide, "Condition keys
 * for AWS KMS", for the encryption context.
 */
final class SourceConditions {
  private static final Set<String> RESOURCE_KEYS =
      Set.of(
          "aws:sourcearn",
          "aws:sourceaccount",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourceowner");
  private static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";

  private SourceConditions() {}

  /** Whether only a source that is somehow named passes, and no call that lacks the key. */
  static boolean ties(Condition condition) {
    Operator operator = Operator.named(condition.operator());
    return operator != null
        && needsTheKey(operator)
        && operator.comparison().takesVariables()
        && isAboutResource(condition)
        && condition.values().stream().allMatch(SourceConditions::namesSomething);
  }

  /** Whether the key is one of those that say for whose resource a service calls. */
  static boolean isAboutSource(Condition condition) {
    return RESOURCE_KEYS.contains(RequestContext.fold(condition.key()));
  }

  /** Whether it fails for a call without the key. */
  static boolean needsTheKey(Operator operator) {
    return !operator.negated()
        && !operator.ifExists()
        && operator.quantifier() != Operator.Quantifier.ALL;
  }

  private static boolean isAboutResource(Condition condition) {
    return isAboutSource(condition)
        || RequestContext.fold(condition.key()).startsWith(ENCRYPTION_CONTEXT);
  }

  /** An ARN pattern has to name an account or a resource; another text more than wildcards. */
  private static boolean namesSomething(String value) {
    List<Glob> parts = Glob.of(value).segments(6);
    return parts.stream().skip(parts.size() < 6 ? 0 : 4).anyMatch(SourceConditions::hasText);
  }

  private static boolean hasText(Glob part) {
    return !part.literal().replace("*", "").replace("?", "").replace(":", "").isEmpty();
  }
}
