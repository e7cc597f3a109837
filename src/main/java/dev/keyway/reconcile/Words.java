package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Impact;

/** Values of the API in messages, spelt as they stand in YAML. */
final class Words {
  private Words() {}

  static String of(Impact impact) {
    return switch (impact) {
      case LOOSENED -> "Loosened";
      case BROKEN -> "Broken";
      case TIGHTENED -> "Tightened";
      case CHANGED -> "Changed";
    };
  }
}
