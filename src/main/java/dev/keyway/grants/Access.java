package dev.keyway.grants;

import dev.keyway.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one principal is granted, and what is still needed for it to take effect.
 *
 * @param principal the ARN of a role or user, or the id of an account
 * @param held its grants, in order of asking
 * @param toAdd the IAM policy that its account has to add; empty where nothing is needed
 */
public record Access(String principal, List<Held> held, Optional<PolicyDocument> toAdd) {
  /** Sort grants by principal, in order of first mention; those of services are left aside. */
  public static List<Access> of(List<Held> held) {
    Map<String, List<Held>> byPrincipal = new LinkedHashMap<>();
    for (var one : held) {
      if (OtherAccount.isPrincipal(one.grant())) {
        byPrincipal.computeIfAbsent(one.grant().member(), _ -> new ArrayList<>()).add(one);
      }
    }
    return byPrincipal.entrySet().stream()
        .map(e -> new Access(e.getKey(), e.getValue(), OtherAccount.toAdd(e.getKey(), held)))
        .toList();
  }

  /** Return the account of the principal. */
  public String account() {
    return OtherAccount.account(principal);
  }

  /** Return whether the principal is a whole account, which decides itself who makes use of it. */
  public boolean isAccount() {
    return OtherAccount.isAccount(principal);
  }
}
