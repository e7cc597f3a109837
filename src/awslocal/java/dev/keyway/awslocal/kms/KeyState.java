package dev.keyway.awslocal.kms;

/**
 * Key states that a symmetric key with AWS's own material goes through ("Key states of AWS KMS
 * keys").
 */
public enum KeyState {
  ENABLED("Enabled"),
  DISABLED("Disabled"),
  PENDING_DELETION("PendingDeletion");

  private final String wire;

  KeyState(String wire) {
    this.wire = wire;
  }

  /** The name in KeyMetadata. */
  public String wire() {
    return wire;
  }
}
