package dev.keyway.reconcile;

/**
 * One AWS write that a plan asks for.
 *
 * @param action what to do, in the room's own terms
 * @param reason told as an Event with the message
 * @param message one sentence for people
 */
public record Step<A>(A action, Reason reason, String message) {}
