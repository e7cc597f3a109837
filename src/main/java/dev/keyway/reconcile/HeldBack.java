package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Management;

/** What an object says that needs a write on a neighbour whose mode forbids it. */
public final class HeldBack {
  private HeldBack() {}

  /** Return the reason; only for modes that hold writes back. */
  public static Reason reason(Management mode) {
    return switch (mode) {
      case REPORT -> Reason.BlockedByReport;
      case PAUSED -> Reason.BlockedByPaused;
      case ENFORCE -> throw new IllegalArgumentException("nothing is held back by Enforce");
    };
  }

  /**
   * Return the message.
   *
   * @param name the neighbour; empty for one of another namespace that the spec does not name
   */
  public static String message(Kind kind, String name, Management mode) {
    var what = name.isEmpty() ? "of another namespace" : "\"%s\"".formatted(name);
    return "Waits for %s %s, for which nothing is written: it has management: %s. Remove that"
            .formatted(kind.kubernetesName(), what, mode == Management.REPORT ? "Report" : "Paused")
        + " from its spec to go on.";
  }
}
