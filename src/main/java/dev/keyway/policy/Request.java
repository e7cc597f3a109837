package dev.keyway.policy;

/**
 * A call to decide about.
 *
 * @param action for example {@code kms:Decrypt}; compared without regard to case
 * @param resourceArn the ARN of the queue, topic or key that is called
 */
public record Request(Caller caller, String action, String resourceArn, RequestContext context) {}
