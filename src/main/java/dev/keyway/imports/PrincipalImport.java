package dev.keyway.imports;

import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.api.v1alpha1.Principal;
import dev.keyway.api.v1alpha1.ServicePrincipal;
import dev.keyway.policy.AmazonResourceName;
import dev.keyway.policy.Condition;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes a policy's principal as a spec writes it, where it can; pure. */
final class PrincipalImport {
  private static final int MAX_NAME = 59;

  private static final Set<String> SERVICES =
      Set.of("s3.amazonaws.com", "cloudwatch.amazonaws.com", "events.amazonaws.com");

  private PrincipalImport() {}

  /** Return who it is; empty where a spec cannot say it, or not under these conditions. */
  static Optional<NamedPrincipal> of(
      dev.keyway.policy.Principal principal, List<Condition> conditions) {
    return switch (principal) {
      case dev.keyway.policy.Principal.Account(var _, String id) when conditions.isEmpty() ->
          named("account-" + id, new Principal(null, null, id, null));
      case dev.keyway.policy.Principal.Arn(String arn) when conditions.isEmpty() -> iam(arn);
      case dev.keyway.policy.Principal.Service(String name) -> service(name, conditions);
      default -> Optional.empty();
    };
  }

  /** Return all whom an Allow names; empty where a spec cannot say one of them. */
  static List<NamedPrincipal> all(Statement statement) {
    var principals = statement.principals();
    var named =
        principals.members().stream().map(member -> of(member, statement.conditions())).toList();
    return principals.negated() || named.stream().anyMatch(Optional::isEmpty)
        ? List.of()
        : named.stream().map(Optional::orElseThrow).toList();
  }

  private static Optional<NamedPrincipal> iam(String text) {
    return AmazonResourceName.parse(text)
        .flatMap(
            arn ->
                arn.isIam("role")
                    ? named(last(text), new Principal(text, null, null, null))
                    : arn.isIam("user")
                        ? named(last(text), new Principal(null, text, null, null))
                        : Optional.empty());
  }

  private static Optional<NamedPrincipal> service(String name, List<Condition> conditions) {
    var arns = values(conditions, "aws:SourceArn", Set.of("arnlike", "arnequals", "stringequals"));
    var accounts = values(conditions, "aws:SourceAccount", Set.of("stringequals"));
    boolean all =
        conditions.size() == (arns.isEmpty() ? 0 : 1) + (accounts.isEmpty() ? 0 : 1)
            && !arns.isEmpty()
            && arns.stream().noneMatch(arn -> arn.matches(".*[*?$].*"));
    return all && SERVICES.contains(name)
        ? named(
            name.substring(0, name.indexOf('.')),
            new Principal(null, null, null, new ServicePrincipal(name, arns, accounts)))
        : Optional.empty();
  }

  private static List<String> values(
      List<Condition> conditions, String key, Set<String> operators) {
    return conditions.stream()
        .filter(condition -> condition.key().equalsIgnoreCase(key))
        .filter(condition -> operators.contains(condition.operator().toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(Condition::values)
        .orElse(List.of());
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static Optional<NamedPrincipal> named(String name, Principal principal) {
    var valid = ObjectNames.valid(name);
    var cut = valid.length() > MAX_NAME ? valid.substring(0, MAX_NAME) : valid;
    return Optional.of(new NamedPrincipal(ObjectNames.valid(cut), principal));
  }
}
