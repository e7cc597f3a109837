package dev.keyway.cli;

import dev.keyway.dryrun.DeclaredObjects;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Reads Keyway's objects from a cluster. */
@FunctionalInterface
public interface LiveObjects {
  /**
   * Read the objects of one namespace.
   *
   * @param context of the kubeconfig; absent: the current one
   * @param namespace absent: that of the context
   * @throws Unreadable when the cluster does not answer or does not allow it
   */
  Snapshot read(@Nullable String context, @Nullable String namespace) throws Unreadable;

  /** The objects of a namespace. */
  record Snapshot(String namespace, DeclaredObjects objects) {}

  /** The cluster does not answer, or does not allow it. */
  final class Unreadable extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    /** Say why. */
    public Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
