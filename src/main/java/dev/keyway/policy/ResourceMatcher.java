package dev.keyway.policy;

import java.util.List;
import java.util.function.Function;

/**
 * Whether a resource is among those that a statement names.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Resource": wildcards act within a segment,
 * and a {@code *} that ends one may go beyond the colon. Where a match would need another wildcard
 * to do so the answer is unknown.
 */
final class ResourceMatcher {
  private static final Finding YES = Finding.yes("resource");

  private ResourceMatcher() {}

  static Finding match(
      Resources resources,
      boolean variables,
      Function<String, ContextValue> lookup,
      String resource) {
    if (!resources.isStated()) {
      return Finding.no("resource", List.of("nothing, having no Resource"), List.of(resource));
    }
    Answer any = any(resources.patterns(), variables, lookup, resource);
    Truth resolved = resources.negated() ? any.truth().not() : any.truth();
    Truth truth =
        switch (any.unresolved()) {
          case NO -> resolved;
          case UNKNOWN -> resolved.and(Truth.UNKNOWN);
          case YES -> resources.negated() ? Truth.NO : resolved.and(Truth.UNKNOWN);
        };
    return switch (truth) {
      case YES -> YES;
      case NO ->
          Finding.no(
              resources.negated() ? "not-resource" : "resource",
              resources.patterns(),
              List.of(resource));
      case UNKNOWN -> Finding.unknown("resource", any.missing());
    };
  }

  /**
   * @param unresolved whether a pattern has a variable without value
   * @param missing what an unknown answer depends on; else empty
   */
  private record Answer(Truth truth, Truth unresolved, String missing) {}

  private static Answer any(
      List<String> patterns,
      boolean variables,
      Function<String, ContextValue> lookup,
      String resource) {
    Truth any = Truth.NO;
    Truth unresolved = Truth.NO;
    String missing = "the meaning of a wildcard across a colon";
    for (String pattern : patterns) {
      Template template = variables ? Template.fill(pattern, lookup) : Template.plain(pattern);
      switch (template) {
        case Template.Filled filled -> any = any.or(one(filled, resource));
        case Template.Unresolved _ -> {
          missing = "a variable without value";
          unresolved = Truth.YES;
        }
        case Template.Unknown(String what, boolean mayBeUnresolved) -> {
          missing = what;
          unresolved = unresolved.or(mayBeUnresolved ? Truth.UNKNOWN : Truth.NO);
          any = any.or(Truth.UNKNOWN);
        }
      }
    }
    return new Answer(any, unresolved, missing);
  }

  private static Truth one(Template.Filled filled, String resource) {
    Truth plain = one(filled.glob(), resource);
    return filled.doubtful() && plain != one(filled.wild(), resource) ? Truth.UNKNOWN : plain;
  }

  private static Truth one(Glob glob, String resource) {
    if (!glob.matches(resource)) {
      return Truth.NO;
    }
    return glob.isLiteral() || glob.isStar() || glob.matchesBySegment(resource)
        ? Truth.YES
        : Truth.UNKNOWN;
  }
}
