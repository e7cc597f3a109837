package dev.keyway.awslocal.iam;

import java.util.List;

/**
 * A policy, read. See "IAM JSON policy elements reference" in the IAM user guide.
 *
 * @param variables whether {@code ${…}} are variables: only in version 2012-10-17
 */
public record PolicyDocument(boolean variables, List<Statement> statements) {

  /** Whom a statement is about. */
  public sealed interface Principals {

    /** An identity policy's statement has no principal: it is about its holder. */
    record Holder() implements Principals {}

    /** {@code Principal: "*"}. */
    record Everyone() implements Principals {}

    /** Principals by kind. */
    record Named(List<String> aws, List<String> services) implements Principals {}
  }

  /** A list, or everything but that list. */
  public record Selection(List<String> patterns, boolean except) {}

  /** One line of a Condition block. */
  public record Condition(
      ConditionOperator operator,
      Quantifier quantifier,
      boolean ifExists,
      String key,
      List<String> values) {}

  /** The set operator before a condition operator. */
  public enum Quantifier {
    ONE,
    FOR_ALL_VALUES,
    FOR_ANY_VALUE
  }

  /** One statement. {@code notPrincipal}: everybody but the principals. */
  public record Statement(
      String sid,
      boolean allow,
      Principals principals,
      boolean notPrincipal,
      Selection actions,
      Selection resources,
      List<Condition> conditions) {}

  /** All that is allowed: the identity policy of a caller that the configuration does not limit. */
  public static PolicyDocument allowAll() {
    Selection everything = new Selection(List.of("*"), false);
    return new PolicyDocument(
        true,
        List.of(
            new Statement(
                "", true, new Principals.Holder(), false, everything, everything, List.of())));
  }
}
