package dev.keyway.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A cluster that does not answer. */
final class NoCluster implements LiveObjects {
  @Override
  public Snapshot read(@Nullable String context, @Nullable String namespace) throws Unreadable {
    throw new Unreadable("cannot be read: Connection refused", new IOException());
  }
}
