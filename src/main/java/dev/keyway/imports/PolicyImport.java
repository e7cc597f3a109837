package dev.keyway.imports;

import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.imports.Imported.Note;
import dev.keyway.policy.Condition;
import dev.keyway.policy.Effect;
import dev.keyway.policy.Lint;
import dev.keyway.policy.LintFinding;
import dev.keyway.policy.LintRule;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Principal;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Statement;
import dev.keyway.reconcile.PolicyText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads from a policy whom it lets in, and what of it a spec cannot say; pure. */
final class PolicyImport {
  private final Map<String, String> fields;
  private final Set<String> sources;
  private final Map<String, List<NamedPrincipal>> grants = new LinkedHashMap<>();
  private final List<Note> notes = new ArrayList<>();

  private PolicyImport(Map<String, String> fields, Set<String> sources) {
    this.fields = fields;
    this.sources = sources;
  }

  /**
   * Read a policy.
   *
   * @param fields of the spec, by the action that each grants
   * @param sources topics whose subscriptions are imported, which says all about them
   */
  static PolicyImport of(
      String text, ResourceKind kind, Map<String, String> fields, Set<String> sources) {
    var result = new PolicyImport(fields, sources);
    var document = PolicyText.read(text);
    if (document.isEmpty()) {
      result.notes.add(
          Note.of("its policy says something that Keyway does not know; it cannot be adopted so"));
    }
    document.ifPresent(policy -> result.read(policy, kind));
    return result;
  }

  Map<String, List<NamedPrincipal>> grants() {
    return grants;
  }

  List<Note> notes() {
    return notes;
  }

  private void read(PolicyDocument document, ResourceKind kind) {
    for (var finding : Lint.check(document, kind)) {
      if (finding.rule().severity() != LintRule.Severity.NOTE) {
        notes.add(new Note(finding.rule().isOfSecurity(), text(finding)));
      }
    }
    for (var statement : OwnedStatements.foreign(document)) {
      if (!isAllSaid(statement)) {
        notes.add(Note.of("stays as it is: " + StatementText.of(statement)));
      }
    }
  }

  private static String text(LintFinding finding) {
    return "policy, " + finding.place() + ": " + finding.message() + ": " + finding.rule().advice();
  }

  private boolean isAllSaid(Statement statement) {
    if (statement.effect() != Effect.ALLOW
        || statement.principals().negated()
        || statement.actions().negated()) {
      return false;
    }
    if (isOfSources(statement) || isAccountOfKey(statement) || isDefaultOfSns(statement)) {
      return true;
    }
    var named =
        statement.principals().members().stream()
            .map(member -> PrincipalImport.of(member, statement.conditions()))
            .toList();
    if (named.isEmpty() || named.stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    fields.forEach(
        (action, field) -> {
          if (statement.actions().patterns().stream().anyMatch(p -> matches(p, action))) {
            named.forEach(principal -> add(field, principal.orElseThrow()));
          }
        });
    return statement.actions().patterns().stream().allMatch(this::isCovered);
  }

  // Every key leaves itself to its account.
  private static boolean isAccountOfKey(Statement statement) {
    return statement.actions().patterns().equals(List.of("kms:*"))
        && statement.conditions().isEmpty()
        && statement.principals().members().stream().allMatch(Principal.Account.class::isInstance);
  }

  // What SNS gives every topic: whoever the account's own IAM policies allow.
  private static boolean isDefaultOfSns(Statement statement) {
    return "__default_statement_ID".equals(statement.sid())
        && statement.conditions().stream()
            .anyMatch(c -> c.key().equalsIgnoreCase("aws:SourceOwner"));
  }

  private boolean isOfSources(Statement statement) {
    return !sources.isEmpty()
        && statement.conditions().stream()
            .filter(condition -> condition.key().equalsIgnoreCase("aws:SourceArn"))
            .map(Condition::values)
            .anyMatch(sources::containsAll);
  }

  private boolean isCovered(String pattern) {
    return fields.keySet().stream().anyMatch(action -> matches(pattern, action))
        && pattern.indexOf('*') < 0;
  }

  private static boolean matches(String pattern, String action) {
    var regex =
        Pattern.quote(pattern.toLowerCase(Locale.ROOT))
            .replace("*", "\\E.*\\Q")
            .replace("?", "\\E.\\Q");
    return action.toLowerCase(Locale.ROOT).matches(regex);
  }

  private void add(String field, NamedPrincipal principal) {
    var list = grants.computeIfAbsent(field, _ -> new ArrayList<>());
    if (list.stream().noneMatch(known -> known.principal().equals(principal.principal()))) {
      var name = principal.name();
      for (int i = 2; isTaken(list, name); i++) {
        name = principal.name() + "-" + i;
      }
      list.add(new NamedPrincipal(name, principal.principal()));
    }
  }

  private static boolean isTaken(List<NamedPrincipal> list, String name) {
    return list.stream().anyMatch(known -> known.name().equals(name));
  }
}
