package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;

/** The EncryptionKey objects that {@code encryption.mode: OwnKey} brings with it. */
public interface ChildKeys {
  /**
   * Create the child, or bring its spec up to date, as a server-side apply with the owner as its
   * controller ({@code blockOwnerDeletion: false}). An object of that name with another owner is
   * left alone.
   *
   * @param owner the topic or queue
   * @param ownerUid its uid
   * @param keyName {@link KeyReferences}' name for it
   */
  void apply(ObjectName owner, String ownerUid, String keyName, EncryptionKeySpec spec);

  /**
   * Delete the child, because its owner uses another key and no message under this one is left. Its
   * AWS key is kept or deleted by the child's own deletionPolicy. An object of that name with
   * another owner is left alone.
   */
  void remove(ObjectName owner, String ownerUid, String keyName);
}
