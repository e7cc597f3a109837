package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyUsage;
import dev.keyway.api.v1alpha1.KeyUser;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import java.util.List;

/** What an EncryptionKey asks of its own policy: for its administrators and users. Pure. */
public final class OwnKeyGrants {
  private OwnKeyGrants() {}

  /** Return the grants in order of asking. */
  public static List<Grant> of(Resource<EncryptionKeySpec, EncryptionKeyStatus> key) {
    var spec = key.spec();
    return KeyGrants.ofKey(
        Asks.label(key.name()),
        Asks.members(spec.administrators()),
        users(spec.users(), KeyUsage.DECRYPT),
        users(spec.users(), KeyUsage.ENCRYPT_DECRYPT));
  }

  private static List<String> users(List<KeyUser> users, KeyUsage usage) {
    return users.stream()
        .filter(user -> user.usage() == usage)
        .flatMap(user -> Asks.member(user.principal()))
        .toList();
  }
}
