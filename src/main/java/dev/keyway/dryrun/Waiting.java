package dev.keyway.dryrun;

/**
 * An object that would not become Ready, or that would lack something that it names.
 *
 * @param object such as {@code EncryptedQueue orders}
 * @param reason as in the condition Ready, else in ReferencesResolved
 * @param message what it waits for, or what is wrong
 * @param onReference whether it waits for an object that was not declared, itself or in turn
 * @param ready whether it would become Ready nevertheless
 */
public record Waiting(
    String object,
    String namespace,
    String reason,
    String message,
    boolean onReference,
    boolean ready) {}
