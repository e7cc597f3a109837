package dev.keyway.grants;

/**
 * A grant and the object that it is given on.
 *
 * @param namespace of the object that asks
 * @param resourceArn the queue, topic or key whose policy holds the grant
 */
public record Held(String namespace, String resourceArn, Grant grant) {}
