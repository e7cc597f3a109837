package dev.keyway.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The values of one condition with their variables filled in, against the values of a request.
 *
 * @param unresolved whether a value has a variable that the request gives no value
 * @param missing what a value of unknown meaning depends on, or empty
 */
record Values(Operator operator, List<Template.Filled> wanted, Truth unresolved, String missing) {

  /**
   * The keys that hold several values, from the global and the KMS condition keys. Without a set
   * operator AWS does not define what they match, even with a single value.
   */
  private static final Set<String> MULTIVALUED =
      Set.of(
          "aws:calledvia",
          "aws:principalorgpaths",
          "aws:principalservicenameslist",
          "aws:resourceorgpaths",
          "aws:sourceorgpaths",
          "aws:tagkeys",
          "aws:vpceorgpaths",
          "kms:encryptioncontextkeys",
          "kms:grantoperations",
          "kms:resourcealiases");

  /**
   * @param missing what an unknown answer depends on; else empty
   */
  record Answer(Truth truth, String missing) {}

  static Values of(
      List<String> raw,
      Operator operator,
      boolean variables,
      Function<String, ContextValue> lookup) {
    List<Template.Filled> filled = new ArrayList<>(raw.size());
    Truth unresolved = Truth.NO;
    String missing = "";
    for (String text : raw) {
      Template template =
          variables && operator.comparison().takesVariables()
              ? Template.fill(text, lookup)
              : Template.plain(text);
      switch (template) {
        case Template.Filled value -> filled.add(value);
        case Template.Unresolved _ -> unresolved = Truth.YES;
        case Template.Unknown(String what, boolean mayBeUnresolved) -> {
          missing = what;
          unresolved = unresolved.or(mayBeUnresolved ? Truth.UNKNOWN : Truth.NO);
        }
      }
    }
    return new Values(operator, filled, unresolved, missing);
  }

  /** The key is not in the request. */
  Answer absent() {
    return switch (operator.quantifier()) {
      case ALL -> settled(Truth.YES);
      case ANY ->
          operator.ifExists()
              ? new Answer(Truth.UNKNOWN, "the meaning of IfExists behind ForAnyValue")
              : settled(Truth.NO);
      case NONE -> settled(Truth.of(operator.ifExists() || operator.negated()));
    };
  }

  /** A variable without value spoils a match that it had no part in: AWS says "might". */
  private Answer settled(Truth truth) {
    if (truth == Truth.YES && unresolved != Truth.NO) {
      return new Answer(Truth.UNKNOWN, missing.isEmpty() ? "a variable without value" : missing);
    }
    return new Answer(truth, "");
  }

  /** The key is in the request with these values. */
  Answer known(List<String> found, Condition condition) {
    return switch (operator.quantifier()) {
      case NONE -> single(found, condition);
      case ALL -> {
        // A set without a value in it, also one of empty text, satisfies "all" (IAM User Guide).
        if (found.stream().allMatch(String::isEmpty)) {
          yield settled(Truth.YES);
        }
        Truth truth = Truth.YES;
        for (String value : found) {
          truth = truth.and(matches(value));
        }
        yield answer(truth);
      }
      case ANY -> {
        Truth truth = Truth.NO;
        for (String value : found) {
          truth = truth.or(matches(value));
        }
        yield answer(truth);
      }
    };
  }

  /** Whether the key may hold several values. */
  static boolean isMultivalued(String key) {
    return MULTIVALUED.contains(RequestContext.fold(key));
  }

  private Answer single(List<String> found, Condition condition) {
    boolean several = found.size() != 1 || isMultivalued(condition.key());
    if (!several) {
      return answer(matches(found.getFirst()));
    }
    return found.size() > 1 && !operator.negated()
        ? new Answer(Truth.NO, "")
        : new Answer(
            Truth.UNKNOWN, "the meaning of " + condition.operator() + " on a multivalued key");
  }

  private Answer answer(Truth truth) {
    return truth == Truth.UNKNOWN
        ? new Answer(truth, missing.isEmpty() ? "the meaning of the compared values" : missing)
        : new Answer(truth, "");
  }

  /** Any of the wanted values, or for a negated operator none of them. */
  private Truth matches(String found) {
    Truth any = missing.isEmpty() ? any(found) : any(found).or(Truth.UNKNOWN);
    Truth resolved = operator.negated() ? any.not() : any;
    return switch (unresolved) {
      case NO -> resolved;
      case UNKNOWN -> resolved.and(Truth.UNKNOWN);
      case YES -> operator.negated() ? Truth.NO : any.and(Truth.UNKNOWN);
    };
  }

  private Truth any(String found) {
    Comparison comparison = operator.comparison();
    if (!comparison.takes(found)) {
      return wanted.isEmpty() ? Truth.NO : Truth.UNKNOWN;
    }
    Truth any = Truth.NO;
    for (Template.Filled value : wanted) {
      any = any.or(comparison.matches(value, found));
      if (any == Truth.YES) {
        break;
      }
    }
    return any;
  }
}
