package dev.keyway.imports;

import java.io.Serial;

/** What was named does not exist, or cannot be adopted. */
public final class NotThere extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  NotThere(String message) {
    super(message);
  }
}
