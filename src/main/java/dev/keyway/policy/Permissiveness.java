package dev.keyway.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comparison by meaning: what one policy allows and another does not, as far as each can be said of
 * the resource policy by itself.
 *
 * <p>Complete for what Keyway writes: literal principals, actions with a trailing {@code *}, string
 * and ARN conditions with literal values or a trailing {@code *}, {@code Bool}, {@code Null}, all
 * of them also negated and with {@code IfExists}. Beyond it a statement that is not also in the
 * other policy is answered with {@link Widening.CannotTell} unless a witness is found.
 */
public final class Permissiveness {
  private Permissiveness() {}

  /**
   * Whether {@code observed} allows what {@code desired} does not, for any resource that the two
   * name.
   */
  public static List<Widening> widening(PolicyDocument desired, PolicyDocument observed) {
    return search(desired, observed, null);
  }

  /** The same, for the one resource that the policies are attached to. */
  public static List<Widening> widening(
      PolicyDocument desired, PolicyDocument observed, String resourceArn) {
    return search(desired, observed, resourceArn);
  }

  /** What {@code desired} allows and {@code observed} does not. */
  public static List<Widening> narrowing(PolicyDocument desired, PolicyDocument observed) {
    return search(observed, desired, null);
  }

  /** The same, for the one resource that the policies are attached to. */
  public static List<Widening> narrowing(
      PolicyDocument desired, PolicyDocument observed, String resourceArn) {
    return search(observed, desired, resourceArn);
  }

  /** Whether two policies of one resource let in the same, whatever their statements. */
  public static boolean isSame(PolicyDocument one, PolicyDocument other, String resourceArn) {
    return search(one, other, resourceArn).isEmpty() && search(other, one, resourceArn).isEmpty();
  }

  /**
   * Whether AWS's controls SQS.3, SNS.4 and KMS.5 would call the policy public: an Allow for
   * everyone that no condition ties to fixed values.
   */
  public static boolean isPublic(PolicyDocument document) {
    return document.statements().stream()
        .anyMatch(statement -> PublicAccess.grants(statement, document.hasVariables()));
  }

  private static List<Widening> search(
      PolicyDocument narrow, PolicyDocument wide, @Nullable String resourceArn) {
    return new WideningSearch(narrow, wide, resourceArn).run();
  }
}
