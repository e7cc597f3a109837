package dev.keyway.reconcile;

/** Kind, namespace and name: what an object is called within its cluster. */
public record ObjectName(Kind kind, String namespace, String name) {
  @Override
  public String toString() {
    return kind.kubernetesName() + "/" + namespace + "/" + name;
  }
}
