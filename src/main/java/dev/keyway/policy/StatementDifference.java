package dev.keyway.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which parts of two canonical statements differ. */
final class StatementDifference {
  private final Statement wanted;
  private final List<Difference> differences = new ArrayList<>();

  private StatementDifference(Statement wanted) {
    this.wanted = wanted;
  }

  static List<Difference> parts(Statement wanted, Statement found) {
    var comparison = new StatementDifference(wanted);
    comparison.add(Difference.Part.EFFECT, wanted.effect().text(), found.effect().text());
    comparison.add(
        principalPart(wanted.principals(), found.principals()),
        text(wanted.principals()),
        text(found.principals()));
    comparison.add(
        Difference.Part.ACTION,
        text("Action", wanted.actions().negated(), wanted.actions().patterns()),
        text("Action", found.actions().negated(), found.actions().patterns()));
    comparison.add(
        Difference.Part.RESOURCE,
        text("Resource", wanted.resources().negated(), wanted.resources().patterns()),
        text("Resource", found.resources().negated(), found.resources().patterns()));
    comparison.conditions(found);
    return comparison.differences;
  }

  private void add(Difference.Part part, String desired, String observed) {
    if (!desired.equals(observed)) {
      differences.add(new Difference(wanted.sid(), part, desired, observed));
    }
  }

  private void conditions(Statement found) {
    Map<String, String> desired = byName(wanted);
    Map<String, String> observed = byName(found);
    TreeSet<String> names = new TreeSet<>(desired.keySet());
    names.addAll(observed.keySet());
    for (String name : names) {
      add(
          Difference.Part.CONDITION,
          desired.getOrDefault(name, ""),
          observed.getOrDefault(name, ""));
    }
  }

  private static Map<String, String> byName(Statement statement) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (Condition condition : statement.conditions()) {
      String name = condition.operator() + " " + condition.key();
      byName.put(name, name + " " + condition.values());
    }
    return byName;
  }

  /** An id that AWS put in place of an ARN is a matter of its own: the principal is gone. */
  private static Difference.Part principalPart(Principals wanted, Principals found) {
    boolean dangling =
        found.members().stream()
            .anyMatch(
                member ->
                    member instanceof Principal.UniqueId && !wanted.members().contains(member));
    return dangling ? Difference.Part.DANGLING_PRINCIPAL : Difference.Part.PRINCIPAL;
  }

  private static String text(Principals principals) {
    if (!principals.isStated()) {
      return "";
    }
    return (principals.negated() ? "NotPrincipal " : "Principal ")
        + principals.members().stream()
            .map(
                member ->
                    member instanceof Principal.Anyone(boolean awsForm)
                        ? awsForm ? "AWS *" : "*"
                        : member.kind().member() + " " + member.value())
            .toList();
  }

  private static String text(String element, boolean negated, List<String> values) {
    return values.isEmpty() ? "" : (negated ? "Not" : "") + element + " " + values;
  }
}
