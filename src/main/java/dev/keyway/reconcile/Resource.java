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
 * @param checkNow the value of the annotation {@link #CHECK_NOW}, absent without it
 */
public record Resource<S, T>(
    ObjectName name,
    String uid,
    long generation,
    Instant createdAt,
    boolean deleting,
    @Nullable String ownerUid,
    S spec,
    @Nullable T status,
    @Nullable String checkNow) {
  /** Each new value of this annotation has the object compared with AWS at once. */
  public static final String CHECK_NOW = "keyway.dev/check-now";

  /** Make a resource that nobody asked to be checked. */
  public Resource(
      ObjectName name,
      String uid,
      long generation,
      Instant createdAt,
      boolean deleting,
      @Nullable String ownerUid,
      S spec,
      @Nullable T status) {
    this(name, uid, generation, createdAt, deleting, ownerUid, spec, status, null);
  }

  /** Return the namespace. */
  public String namespace() {
    return name.namespace();
  }
}
