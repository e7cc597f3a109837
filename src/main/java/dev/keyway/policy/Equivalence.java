package dev.keyway.policy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether two policies say the same, seen through what AWS is known to rewrite. Sids and Ids are
 * identity, not meaning; statements are compared as a multiset; what a wider pattern covers is not
 * asked here but in {@link Permissiveness}.
 */
public final class Equivalence {
  private Equivalence() {}

  /** Whether {@link #differences} finds none. */
  public static boolean equivalent(PolicyDocument a, PolicyDocument b) {
    return differences(a, b).isEmpty();
  }

  /** Whether two statements, taken to be of version 2012-10-17, say the same. */
  public static boolean equivalent(Statement a, Statement b) {
    Canonical canonical = Canonical.in(Stream.of(a, b));
    return meaning(canonical.canonical(a)).equals(meaning(canonical.canonical(b)));
  }

  /**
   * What differs. Statements that have no equal are put side by side by their Sid; the rest are
   * missing or added.
   */
  public static List<Difference> differences(PolicyDocument desired, PolicyDocument observed) {
    Canonical canonical =
        Canonical.in(Stream.concat(desired.statements().stream(), observed.statements().stream()));
    List<Difference> differences = new ArrayList<>();
    if (desired.hasVariables() != observed.hasVariables()
        && (usesVariables(desired) || usesVariables(observed))) {
      differences.add(
          new Difference(null, Difference.Part.VERSION, desired.version(), observed.version()));
    }
    List<Statement> missing = new ArrayList<>();
    List<Statement> added =
        new ArrayList<>(observed.statements().stream().map(canonical::canonical).toList());
    for (Statement statement : desired.statements()) {
      Statement wanted = canonical.canonical(statement);
      if (!takeEqual(added, wanted)) {
        missing.add(wanted);
      }
    }
    for (Statement wanted : missing) {
      Statement found = takeSameSid(added, wanted.sid());
      differences.addAll(found == null ? List.of(absent(wanted)) : parts(wanted, found));
    }
    added.forEach(statement -> differences.add(extra(statement)));
    return List.copyOf(differences);
  }

  /**
   * Differences in writing that {@link #differences} does not count: in an Allow, {@code "*"} and
   * {@code {"AWS":"*"}} mean the same, but some services treat them differently.
   */
  public static List<Difference> notes(PolicyDocument desired, PolicyDocument observed) {
    List<Difference> notes = new ArrayList<>();
    List<Statement> left = new ArrayList<>(observed.statements());
    for (Statement wanted : desired.statements()) {
      Statement found = takeEquivalent(left, wanted);
      if (found != null && !everyoneForm(wanted).equals(everyoneForm(found))) {
        notes.add(
            new Difference(
                wanted.sid(),
                Difference.Part.PRINCIPAL,
                everyoneForm(wanted),
                everyoneForm(found)));
      }
    }
    return List.copyOf(notes);
  }

  private static String everyoneForm(Statement statement) {
    if (statement.principals().members().contains(new Principal.Anyone(false))) {
      return "\"*\"";
    }
    return statement.principals().members().contains(new Principal.Anyone(true))
        ? "{\"AWS\":\"*\"}"
        : "";
  }

  private static @Nullable Statement takeEquivalent(List<Statement> from, Statement wanted) {
    for (Iterator<Statement> each = from.iterator(); each.hasNext(); ) {
      Statement candidate = each.next();
      if (equivalent(wanted, candidate)) {
        each.remove();
        return candidate;
      }
    }
    return null;
  }

  private static boolean takeEqual(List<Statement> from, Statement wanted) {
    Statement meaning = meaning(wanted);
    for (Iterator<Statement> each = from.iterator(); each.hasNext(); ) {
      if (meaning(each.next()).equals(meaning)) {
        each.remove();
        return true;
      }
    }
    return false;
  }

  private static @Nullable Statement takeSameSid(List<Statement> from, @Nullable String sid) {
    for (Iterator<Statement> each = from.iterator(); sid != null && each.hasNext(); ) {
      Statement candidate = each.next();
      if (Objects.equals(candidate.sid(), sid)) {
        each.remove();
        return candidate;
      }
    }
    return null;
  }

  /** A canonical statement without its Sid; in an Allow the two forms of everyone are one. */
  static Statement meaning(Statement canonical) {
    Principals principals = canonical.principals();
    boolean everyone =
        canonical.effect() == Effect.ALLOW
            && !principals.negated()
            && principals.members().stream().anyMatch(Principal.Anyone.class::isInstance);
    return new Statement(
        null,
        canonical.effect(),
        everyone ? Principals.of(new Principal.Anyone(false)) : principals,
        canonical.actions(),
        canonical.resources(),
        canonical.conditions());
  }

  private static boolean usesVariables(PolicyDocument document) {
    return document.statements().stream().anyMatch(KnownShapes::usesVariables);
  }

  private static Difference absent(Statement wanted) {
    return new Difference(wanted.sid(), Difference.Part.STATEMENT_MISSING, wanted.toJson(), "");
  }

  private static Difference extra(Statement found) {
    return new Difference(found.sid(), Difference.Part.STATEMENT_ADDED, "", found.toJson());
  }

  private static List<Difference> parts(Statement wanted, Statement found) {
    return StatementDifference.parts(meaning(wanted).withSid(wanted.sid()), meaning(found));
  }
}
