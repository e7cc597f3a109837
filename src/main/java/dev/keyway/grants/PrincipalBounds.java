package dev.keyway.grants;

import dev.keyway.policy.Condition;
import dev.keyway.policy.Effect;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which accounts, organisations and services a policy may let in.
 *
 * @param binding the AccountBinding whose guardrails they are
 * @param ownAccount always may
 * @param accounts the others that may; empty for all
 * @param services that may, SNS always; empty for all
 * @param organizations that may, where accounts are bounded and a statement of a spec names one
 */
public record PrincipalBounds(
    String binding,
    String ownAccount,
    Set<String> accounts,
    Set<String> services,
    Set<String> organizations) {
  private static final String SNS = "sns.";
  private static final String SOURCE_ACCOUNT = "aws:SourceAccount";

  /** Return those of the grants that are out of bounds and do not stand in the policy already. */
  public List<Grant> refused(List<Grant> asked, Optional<PolicyDocument> observed) {
    var outside = asked.stream().filter(grant -> !admits(grant)).toList();
    if (outside.isEmpty()) {
      return outside;
    }
    var standing = new HashSet<>(observed.map(OwnedStatements::grants).orElse(List.of()));
    return outside.stream()
        .filter(grant -> !standing.contains(new Grant("", grant.group(), grant.member())))
        .toList();
  }

  /** Return what they are called. */
  String guardrails() {
    return "the guardrails of AccountBinding " + binding;
  }

  /** Return whom an Allow in IAM's own words would let in, and must not. */
  Optional<String> objection(Statement statement) {
    return statement.effect() == Effect.DENY
        ? Optional.empty()
        : statement.principals().members().stream()
            .filter(principal -> !admits(principal, statement.conditions()))
            .findFirst()
            .map(
                principal ->
                    "%s do not let %s in: name a principal that they let in, or ask who administers it"
                        .formatted(guardrails(), principal.value()));
  }

  private boolean admits(Principal principal, List<Condition> conditions) {
    return switch (principal) {
      case Principal.Service service ->
          service.value().startsWith(SNS) || admitsService(service.value());
      case Principal.Account account -> admitsAccount(account.accountId());
      case Principal.Arn arn -> admitsAccount(accountOf(arn.value()));
      default -> accounts.isEmpty() || isWithin(conditions);
    };
  }

  // Everybody, of accounts or organisations that may.
  private boolean isWithin(List<Condition> conditions) {
    return conditions.stream()
        .filter(condition -> condition.operator().equals("StringEquals"))
        .anyMatch(
            condition ->
                switch (condition.key()) {
                  case "aws:PrincipalOrgID" -> organizations.containsAll(condition.values());
                  case "aws:PrincipalAccount" ->
                      condition.values().stream().allMatch(this::admitsAccount);
                  default -> false;
                });
  }

  private boolean admits(Grant grant) {
    return switch (grant.group().members()) {
      case GrantGroup.Members.Principals _ -> admitsAccount(accountOf(grant.member()));
      case GrantGroup.Members.Sources(String service, _, _) ->
          service.startsWith(SNS) || (admitsService(service) && admitsSources(grant.group()));
    };
  }

  private boolean admitsService(String service) {
    return services.isEmpty() || services.contains(service);
  }

  private boolean admitsSources(GrantGroup group) {
    return group.conditions().stream()
        .filter(condition -> condition.key().equals(SOURCE_ACCOUNT))
        .map(condition -> condition.values())
        .flatMap(Collection::stream)
        .allMatch(this::admitsAccount);
  }

  private boolean admitsAccount(String account) {
    return accounts.isEmpty() || accounts.contains(account) || account.equals(ownAccount);
  }

  // A principal without account is the id that AWS leaves of one that is gone.
  private String accountOf(String member) {
    if (!member.startsWith("arn:")) {
      return member.length() == 12 ? member : ownAccount;
    }
    return member.split(":", 6)[4];
  }
}
