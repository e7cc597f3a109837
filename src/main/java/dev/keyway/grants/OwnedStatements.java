package dev.keyway.grants;

import dev.keyway.policy.Condition;
import dev.keyway.policy.Effect;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Tells Keyway's own statements in a policy from everybody else's, and reads them back. */
public final class OwnedStatements {
  /** What the Sid of every statement of Keyway begins with. */
  public static final String PREFIX = "Keyway";

  private static final Pattern SID = Pattern.compile("Keyway[A-Z][A-Za-z]*[0-9a-f]{10}");

  private static final int HASH_LENGTH = 10;
  private static final int MAX_CHUNKS = 20;

  private static final Set<String> SOURCE_KEYS =
      Set.of(
          "aws:SourceArn",
          "kms:EncryptionContext:aws:sns:topicArn",
          "kms:EncryptionContext:aws:sqs:arn");

  private OwnedStatements() {}

  /** Return whether the Sid has exactly Keyway's grammar. */
  public static boolean owns(Statement statement) {
    var sid = statement.sid();
    return sid != null && SID.matcher(sid).matches();
  }

  /** Return the statements that are not Keyway's, in their order. */
  public static List<Statement> foreign(PolicyDocument document) {
    return document.statements().stream().filter(s -> !owns(s)).toList();
  }

  /**
   * Read the grants that stand in a policy. A statement under one of Keyway's Sids whose actions,
   * resource or conditions somebody changed no longer matches its Sid and is not read.
   */
  public static List<Grant> grants(PolicyDocument document) {
    var grants = new ArrayList<Grant>();
    for (var statement : document.statements()) {
      if (statement.effect() == Effect.ALLOW && owns(statement)) {
        grants.addAll(read(statement));
      }
    }
    return List.copyOf(grants);
  }

  private static List<Grant> read(Statement statement) {
    var sid = Objects.requireNonNull(statement.sid());
    var kind = sid.substring(PREFIX.length(), sid.length() - HASH_LENGTH);
    return Arrays.stream(GrantKind.values())
        .filter(k -> k.sidName().equals(kind))
        .findFirst()
        .map(k -> read(statement, k, sid))
        .orElse(List.of());
  }

  private static List<Grant> read(Statement statement, GrantKind kind, String sid) {
    if (isNegated(statement)) {
      return List.of();
    }
    var source = statement.conditions().stream().filter(OwnedStatements::isSource).findFirst();
    var members = source.map(Condition::values).orElseGet(() -> iamMembers(statement));
    var group = group(statement, kind, source);
    boolean intact = IntStream.range(0, MAX_CHUNKS).anyMatch(chunk -> group.sid(chunk).equals(sid));
    return intact ? members.stream().map(m -> new Grant("", group, m)).toList() : List.of();
  }

  private static boolean isNegated(Statement statement) {
    return statement.principals().negated()
        || statement.actions().negated()
        || statement.resources().negated();
  }

  // Keyway grants to accounts, roles and users alone; whom else somebody added is no grant.
  private static List<String> iamMembers(Statement statement) {
    return statement.principals().members().stream()
        .filter(
            member ->
                member instanceof Principal.Account
                    || member instanceof Principal.Arn
                    || member instanceof Principal.UniqueId)
        .map(PrincipalText::of)
        .toList();
  }

  private static GrantGroup group(Statement statement, GrantKind kind, Optional<Condition> source) {
    var actions = statement.actions().patterns();
    var resource = String.join(",", statement.resources().patterns());
    if (source.isEmpty()) {
      return new GrantGroup(
          kind, actions, resource, statement.conditions(), new GrantGroup.Members.Principals());
    }
    var service =
        statement.principals().members().stream()
            .filter(Principal.Service.class::isInstance)
            .map(Principal::value)
            .findFirst()
            .orElse("");
    var rest = statement.conditions().stream().filter(c -> !isSource(c)).toList();
    var members =
        new GrantGroup.Members.Sources(service, source.get().operator(), source.get().key());
    return new GrantGroup(kind, actions, resource, rest, members);
  }

  private static boolean isSource(Condition condition) {
    return SOURCE_KEYS.contains(condition.key());
  }
}
