package dev.keyway.reconcile;

import java.util.Optional;

/** Key identifiers: SQS and SNS return the key as it was set, by ARN or by id. */
public final class KeyIds {
  private KeyIds() {}

  /** Return whether an identifier, as SQS or SNS returned it, names the key of that ARN. */
  public static boolean sameKey(String identifier, String keyArn) {
    return identifier.equals(keyArn) || keyArn.endsWith(":key/" + identifier);
  }

  /**
   * Return whether an identifier names an alias, by its name or by its ARN in the key's own account
   * and region.
   */
  static boolean sameAlias(String identifier, String alias, Optional<String> keyArn) {
    return identifier.equals(alias)
        || keyArn.filter(arn -> identifier.equals(arn.replaceFirst("key/.*", alias))).isPresent();
  }
}
