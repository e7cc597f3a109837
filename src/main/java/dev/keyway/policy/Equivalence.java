package dev.keyway.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whether two policies say the same, seen through what AWS is known to rewrite. Sids and Ids are
 * identity, not meaning; statements are compared as a multiset; what a wider pattern covers is not
 * asked here but in {@link Permissiveness}.
 */
public final class Equivalence {
  private static final Queue<Statement> NONE = new ArrayDeque<>(0);

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
    var observedByMeaning = byMeaning(canonical, observed, canonical::canonical);
    for (Statement statement : desired.statements()) {
      Statement wanted = canonical.canonical(statement);
      if (observedByMeaning.getOrDefault(meaning(wanted), NONE).poll() == null) {
        missing.add(wanted);
      }
    }
    List<Statement> added =
        observedByMeaning.values().stream().flatMap(Collection::stream).toList();
    differences.addAll(unequal(missing, added));
    return List.copyOf(differences);
  }

  private static Map<Statement, Queue<Statement>> byMeaning(
      Canonical canonical, PolicyDocument document, UnaryOperator<Statement> kept) {
    Map<Statement, Queue<Statement>> byMeaning = new LinkedHashMap<>();
    for (Statement statement : document.statements()) {
      byMeaning
          .computeIfAbsent(meaning(canonical.canonical(statement)), _ -> new ArrayDeque<>(1))
          .add(kept.apply(statement));
    }
    return byMeaning;
  }

  private static List<Difference> unequal(List<Statement> missing, List<Statement> added) {
    Map<String, Queue<Statement>> bySid = new HashMap<>();
    for (Statement found : added) {
      if (found.sid() != null) {
        bySid.computeIfAbsent(found.sid(), _ -> new ArrayDeque<>(1)).add(found);
      }
    }
    List<Difference> differences = new ArrayList<>();
    Set<Statement> paired = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Statement wanted : missing) {
      String sid = wanted.sid();
      Statement found = sid == null ? null : bySid.getOrDefault(sid, NONE).poll();
      if (found == null) {
        differences.add(absent(wanted));
      } else {
        differences.addAll(parts(wanted, found));
        paired.add(found);
      }
    }
    added.stream().filter(s -> !paired.contains(s)).forEach(s -> differences.add(extra(s)));
    return differences;
  }

  /**
   * Differences in writing that {@link #differences} does not count: in an Allow, {@code "*"} and
   * {@code {"AWS":"*"}} mean the same, but some services treat them differently.
   */
  public static List<Difference> notes(PolicyDocument desired, PolicyDocument observed) {
    List<Difference> notes = new ArrayList<>();
    Canonical canonical =
        Canonical.in(Stream.concat(desired.statements().stream(), observed.statements().stream()));
    var observedByMeaning = byMeaning(canonical, observed, statement -> statement);
    for (Statement wanted : desired.statements()) {
      Statement found =
          observedByMeaning.getOrDefault(meaning(canonical.canonical(wanted)), NONE).poll();
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
