package dev.keyway.aws.sdk;

import java.util.Set;

/**
 * What a call is about.
 *
 * @param api the operation and where
 * @param resource the ARN, URL or name
 * @param mutating whether it changes something
 */
record CallSite(ApiOperation api, String resource, boolean mutating) {
  /**
   * Mutations that answer differently when an earlier request, whose answer was lost, has already
   * had its effect: a second key, or a false AlreadyExists or InvalidState. All others can be
   * repeated.
   */
  private static final Set<String> ONCE =
      Set.of("CreateKey", "CreateAlias", "ScheduleKeyDeletion", "CancelKeyDeletion");

  /** Return whether the call may be repeated although the first may have had its effect. */
  boolean repeatable() {
    return !ONCE.contains(api.operation());
  }
}
