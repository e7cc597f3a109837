package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.ConditionStatus;

/** A condition of one kind's own, before it gets its times. */
public record Finding(String type, ConditionStatus status, Reason reason, String message) {
  /** It is so. */
  public static Finding yes(String type, Reason reason, String message) {
    return new Finding(type, ConditionStatus.TRUE, reason, message);
  }

  /** It is not so. */
  public static Finding no(String type, Reason reason, String message) {
    return new Finding(type, ConditionStatus.FALSE, reason, message);
  }

  /** Nobody knows. */
  public static Finding unknown(String type, Reason reason, String message) {
    return new Finding(type, ConditionStatus.UNKNOWN, reason, message);
  }
}
