package dev.keyway.reconcile;

/** Something that happened once and is told as a Kubernetes Event. */
public record Transition(Type type, Reason reason, String message) {
  /** Kubernetes' types of Event. */
  public enum Type {
    NORMAL,
    WARNING
  }
}
