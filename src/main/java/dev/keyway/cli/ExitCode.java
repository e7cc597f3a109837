package dev.keyway.cli;

/** What the process says to the shell. */
final class ExitCode {
  /** Allowed, equal, clean, as expected. */
  static final int YES = 0;

  /** The opposite. */
  static final int NO = 1;

  /** An input, or the command line, cannot be read. */
  static final int BAD_INPUT = 2;

  /** It depends on what was not given, or cannot be told. */
  static final int UNKNOWN = 3;

  private ExitCode() {}
}
