package dev.keyway.key;

import dev.keyway.api.v1alpha1.AccessRole;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyUsage;
import dev.keyway.api.v1alpha1.PrincipalAccess;
import dev.keyway.grants.GrantKind;
import dev.keyway.reconcile.AccessReport;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.OwnKeyGrants;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Resource;
import java.util.List;
import java.util.Set;

/** What the administrators and users of a key have; pure. */
final class KeyAccess {
  private KeyAccess() {}

  static List<PrincipalAccess> of(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, String keyArn, String policy) {
    var spec = resource.spec();
    var report =
        new AccessReport()
            .on(keyArn, OwnKeyGrants.of(resource), PolicyText.read(policy))
            .tell(
                AccessRole.ADMINISTRATOR, Set.of(GrantKind.ADMINISTRATORS), spec.administrators());
    for (var user : spec.users()) {
      var kind =
          user.usage() == KeyUsage.DECRYPT
              ? GrantKind.KEY_USERS_DECRYPT
              : GrantKind.KEY_USERS_ENCRYPT_DECRYPT;
      Asks.member(user.principal())
          .forEach(member -> report.tell(AccessRole.USER, Set.of(kind), user.name(), member));
    }
    return report.entries();
  }
}
