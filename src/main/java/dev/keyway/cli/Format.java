package dev.keyway.cli;

import org.jspecify.annotations.Nullable;

/** For whom a command prints. */
enum Format {
  TEXT,
  JSON;

  static final String HELP = "text for people, which is the default, or json for programs.";

  static Format orText(@Nullable Format given) {
    return given == null ? TEXT : given;
  }
}
