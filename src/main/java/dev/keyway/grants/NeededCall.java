package dev.keyway.grants;

import dev.keyway.policy.Request;

/**
 * A call that no Deny of a spec may stop.
 *
 * @param whose who makes it, for people
 * @param certain whether it has to be certain that the call is not stopped; else it only must not
 *     be certain that it is
 * @param remedy what lets a Deny spare the call
 */
public record NeededCall(Request request, String whose, boolean certain, String remedy) {}
