package dev.keyway.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A custom resource as a pass sees it.
 *
 * @param uid metadata.uid
 * @param generation metadata.generation, which moves with the spec alone
 * @param createdAt metadata.creationTimestamp; the older of two asks first
 * @param deleting whether metadata.deletionTimestamp is set
 * @param ownerUid uid of the controlling owner, absent for objects that a user applied
 * @param status absent until the first pass has reported
 */
public record Resource<S, T>(
    ObjectName name,
    String uid,
    long generation,
    Instant createdAt,
    boolean deleting,
    @Nullable String ownerUid,
    S spec,
    @Nullable T status) {

  /** Return the namespace. */
  public String namespace() {
    return name.namespace();
  }
}
