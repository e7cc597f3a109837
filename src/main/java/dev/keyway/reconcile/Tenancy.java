package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Guardrails;
import dev.keyway.grants.PrincipalBounds;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an AccountBinding sets for the namespaces that it serves.
 *
 * @param binding its name; empty where no binding serves the namespace
 * @param accountId their AWS account; empty like the binding
 * @param regions that objects may be in; empty for all
 * @param tags of every AWS object; its own tags precede them
 * @param guardrails within which specs stay
 */
public record Tenancy(
    String binding,
    String accountId,
    Set<String> regions,
    Map<String, String> tags,
    Guardrails guardrails) {
  /** Of a namespace that no binding serves, and that needs none. */
  public static final Tenancy OPEN = new Tenancy("", "", Set.of(), Map.of(), Guardrails.NONE);

  public Tenancy {
    regions = Set.copyOf(regions);
    tags = Map.copyOf(tags);
  }

  /** Return whether a binding serves the namespace. */
  public boolean isBound() {
    return !binding.isEmpty();
  }

  /** Return who may be let in by policies in the binding's account. */
  PrincipalBounds principals() {
    return new PrincipalBounds(
        binding,
        accountId,
        Set.copyOf(guardrails.principalAccounts()),
        Set.copyOf(guardrails.services()),
        Set.copyOf(guardrails.organizationIds()));
  }

  /** Return the tags of an object without Keyway's own. */
  public Map<String, String> tagsWith(Map<String, String> userTags) {
    var all = new TreeMap<>(tags);
    all.putAll(userTags);
    return all;
  }

  /** Return whether an AWS object that no object of Keyway looks after may be named. */
  public boolean admitsArn(String arn) {
    return !isBound() || new ArnBounds(accountId, guardrails).admits(arn);
  }

  /** Return whether objects may be in that region. */
  public boolean admitsRegion(String region) {
    return regions.isEmpty() || regions.contains(region);
  }
}
