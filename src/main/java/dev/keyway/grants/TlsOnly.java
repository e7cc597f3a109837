package dev.keyway.grants;

import dev.keyway.policy.Condition;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Statement;
import java.util.List;

/** The statement that denies what does not come over TLS. */
final class TlsOnly {
  private TlsOnly() {}

  static Statement statement(String action, String resourceArn) {
    var insecure = new Condition("Bool", "aws:SecureTransport", List.of("false"));
    var group =
        new GrantGroup(
            GrantKind.TLS_ONLY,
            List.of(action),
            resourceArn,
            List.of(insecure),
            new GrantGroup.Members.Principals());
    return Statement.deny(group.sid(0))
        .principal(new Principal.Anyone(false))
        .action(action)
        .resource(resourceArn)
        .condition(insecure.operator(), insecure.key(), insecure.values())
        .build();
  }
}
