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
    Truth truth = any.truth();
    if (resources.negated()) {
      truth = any.unresolved() ? Truth.NO : truth.not();
    }
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
   * @param unresolved a pattern has a variable without value
   * @param missing what an unknown answer depends on; else empty
   */
  private record Answer(Truth truth, boolean unresolved, String missing) {}

  private static Answer any(
      List<String> patterns,
      boolean variables,
      Function<String, ContextValue> lookup,
      String resource) {
    Truth any = Truth.NO;
    boolean unresolved = false;
    String missing = "the meaning of a wildcard across a colon";
    for (String pattern : patterns) {
      Template template = variables ? Template.fill(pattern, lookup) : Template.plain(pattern);
      switch (template) {
        case Template.Filled filled -> any = any.or(one(filled, resource));
        case Template.Unresolved _ -> unresolved = true;
        case Template.Unknown(String what) -> {
          missing = what;
          any = any.or(Truth.UNKNOWN);
        }
      }
    }
    if (unresolved && any == Truth.YES) {
      return new Answer(Truth.UNKNOWN, true, "a variable without value");
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
