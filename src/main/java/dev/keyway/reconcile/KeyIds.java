package dev.keyway.reconcile;

/** Key identifiers: SQS and SNS return the key as it was set, by ARN or by id. */
public final class KeyIds {
  private KeyIds() {}

  /** Return whether an identifier, as SQS or SNS returned it, names the key of that ARN. */
  public static boolean sameKey(String identifier, String keyArn) {
    return identifier.equals(keyArn) || keyArn.endsWith(":key/" + identifier);
  }
}
