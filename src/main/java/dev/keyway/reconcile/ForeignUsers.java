package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.policy.Condition;
import dev.keyway.policy.Effect;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who uses an adopted queue or topic by statements of others. No spec names them, so a key that
 * Keyway grants on would not let them in: it is not moved onto another key while there are any;
 * pure.
 */
public final class ForeignUsers {
  private static final Set<String> ACCOUNT_KEYS =
      Set.of("aws:sourceowner", "aws:sourceaccount", "aws:principalaccount");
  private static final Set<String> OPERATORS =
      Set.of("arnequals", "arnlike", "stringequals", "stringlike");

  private final String accountId;
  private final Set<String> known;

  private ForeignUsers(String accountId, Set<String> known) {
    this.accountId = accountId;
    this.known = known;
  }

  /**
   * Return what keeps an adopted object from a move to another key.
   *
   * @param known principals and topics that specs name
   */
  public static Optional<Outcome> obstacle(
      KeywaySpec spec, String policy, String arn, String accountId, Set<String> known) {
    if (spec.adopt() == null) {
      return Optional.empty();
    }
    var users =
        PolicyText.read(policy)
            .map(document -> new ForeignUsers(accountId, known).in(document))
            .orElse(Set.of("a policy that cannot be read"));
    return users.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Blocked(
                Reason.ForeignGrantInUse,
                arn
                    + " stays encrypted as it is: its policy lets in, by statements of others, "
                    + String.join(", ", users)
                    + ", whom the wanted key would not let in. Name them in the spec or by a"
                    + " TopicSubscription, or remove these statements in AWS.",
                Set.of(arn)));
  }

  /**
   * Return whom statements of others let in by name and no spec does. Everybody is nobody's name.
   *
   * @param known principals and topics that specs name
   */
  static Set<String> named(Optional<PolicyDocument> policy, Set<String> known) {
    var users = new ForeignUsers("", known);
    return policy.stream()
        .flatMap(users::allowing)
        .filter(statement -> !statement.principals().negated())
        .flatMap(statement -> statement.principals().members().stream())
        .filter(member -> !(member instanceof Principal.Anyone) && !isNamed(member, known))
        .map(Principal::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Statement> allowing(PolicyDocument document) {
    return OwnedStatements.foreign(document).stream()
        .filter(s -> s.effect() == Effect.ALLOW && !isOfKnownSources(s));
  }

  private static boolean isNamed(Principal member, Set<String> known) {
    return known.contains(member.value())
        || (member instanceof Principal.Account(String _, String id) && known.contains(id));
  }

  private Set<String> in(PolicyDocument document) {
    var users = new TreeSet<String>();
    allowing(document)
        .forEach(
            statement ->
                statement.principals().members().stream()
                    .filter(m -> statement.principals().negated() || !isKnown(m, statement))
                    .map(Principal::value)
                    .forEach(users::add));
    return users;
  }

  // In the own account IAM policies decide, as they do for the wanted key.
  private boolean isKnown(Principal member, Statement statement) {
    var value = member.value();
    return known.contains(value)
        || value.equals(accountId)
        || value.contains("::" + accountId + ":")
        || (!(member instanceof Principal.Service) && isOfOwnAccount(statement));
  }

  private boolean isOfOwnAccount(Statement statement) {
    return statement.conditions().stream()
        .filter(condition -> ACCOUNT_KEYS.contains(condition.key().toLowerCase(Locale.ROOT)))
        .filter(ForeignUsers::isPlain)
        .anyMatch(condition -> condition.values().equals(List.of(accountId)));
  }

  private boolean isOfKnownSources(Statement statement) {
    return statement.conditions().stream()
        .filter(condition -> condition.key().equalsIgnoreCase("aws:SourceArn"))
        .filter(ForeignUsers::isPlain)
        .anyMatch(condition -> known.containsAll(condition.values()));
  }

  private static boolean isPlain(Condition condition) {
    return OPERATORS.contains(condition.operator().toLowerCase(Locale.ROOT));
  }
}
