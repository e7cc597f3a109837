package dev.keyway.awslocal.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.iam.PolicyReader.Grammar;
import java.util.List;
import java.util.Optional;

/**
 * A role as the configuration writes it.
 *
 * @param policy its identity policy; absent means that it may do everything on its side
 * @param trust its trust policy; absent means that it trusts its own account
 */
public record RoleSpec(
    String account, String path, String name, Optional<String> policy, Optional<String> trust) {

  /** A role that may do everything on its side and trusts its own account. */
  public static RoleSpec of(String account, String name) {
    return new RoleSpec(account, "/", name, Optional.empty(), Optional.empty());
  }

  /** Reads {@code {"name", "path", "policy": {…}, "trust": {…}}}. */
  public static RoleSpec read(String account, JsonNode node) {
    return new RoleSpec(
        account,
        node.path("path").asText("/"),
        node.path("name").asText(),
        document(node.path("policy")),
        document(node.path("trust")));
  }

  private static Optional<String> document(JsonNode node) {
    return node.isObject() ? Optional.of(Json.write(node)) : Optional.empty();
  }

  /** The same role with another identity policy. */
  public RoleSpec withPolicy(String text) {
    return new RoleSpec(account, path, name, Optional.of(text), trust);
  }

  /** The same role with another trust policy. */
  public RoleSpec withTrust(String text) {
    return new RoleSpec(account, path, name, policy, Optional.of(text));
  }

  /** Makes the role, trusted by its account only: others that it trusts may not exist yet. */
  public Role make(Accounts accounts) {
    return accounts.putRole(account, path, name, identity(policy), null);
  }

  /** Makes or changes the role. */
  public Role put(Accounts accounts) {
    return accounts.putRole(account, path, name, identity(policy), trust.orElse(null));
  }

  /** The identity policies that a text stands for. */
  public static List<PolicyDocument> identity(Optional<String> policy) {
    return List.of(
        policy
            .map(text -> PolicyReader.read(text, Grammar.IDENTITY))
            .orElseGet(PolicyDocument::allowAll));
  }
}
