package dev.keyway.cli;

/** Commands that are given files, or refused, reach no AWS. */
final class NoAws {
  static final AwsLogin LOGIN =
      (region, endpoint) -> {
        throw new AssertionError("reaches " + region + " at " + endpoint);
      };

  private NoAws() {}
}
