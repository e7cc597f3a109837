package dev.keyway.aws.sdk;

import java.util.Set;

/**
 * What a call is about.
 *
 * @param api the operation and where
 * @param resource the ARN, URL or name
 * @param mutating whether it changes something
 * @param once whether each call has an effect of its own
 */
record CallSite(ApiOperation api, String resource, boolean mutating, boolean once) {
  /**
   * Mutations that answer differently when an earlier request, whose answer was lost, has already
   * had its effect: a second key, or a false AlreadyExists or InvalidState. All others can be
   * repeated.
   */
  private static final Set<String> ONCE =
      Set.of("CreateKey", "CreateAlias", "ScheduleKeyDeletion", "CancelKeyDeletion");

  /** Make a call of which only the operation says whether it can be repeated. */
  CallSite(ApiOperation api, String resource, boolean mutating) {
    this(api, resource, mutating, false);
  }

  /** Return the same call as one that has an effect of its own each time. */
  CallSite eachCounts() {
    return new CallSite(api, resource, mutating, true);
  }

  /** Return whether the call may be repeated although the first may have had its effect. */
  boolean repeatable() {
    return !once && !ONCE.contains(api.operation());
  }
}
