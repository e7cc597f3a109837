package dev.keyway.cli;

import dev.keyway.policy.Decision;

/** The words for a decision, and its exit code. */
enum Answer {
  ALLOWED("allowed", ExitCode.YES),
  DENIED("denied", ExitCode.NO),
  NOT_ALLOWED("not-allowed", ExitCode.NO),
  UNKNOWN("unknown", ExitCode.UNKNOWN);

  private final String word;
  private final int exitCode;

  Answer(String word, int exitCode) {
    this.word = word;
    this.exitCode = exitCode;
  }

  static Answer of(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> ALLOWED;
      case Decision.Denied _ -> DENIED;
      case Decision.NotAllowed _ -> NOT_ALLOWED;
      case Decision.Unknown _ -> UNKNOWN;
    };
  }

  String word() {
    return word;
  }

  int exitCode() {
    return exitCode;
  }
}
