package dev.keyway.dryrun;

import java.util.Map;

/**
 * An object that would be created or taken over in AWS.
 *
 * @param attributes in AWS's names; the policy is under {@code Policy}
 * @param tags empty for a subscription, which has none
 * @param owner the object in Kubernetes, such as {@code EncryptedQueue orders}
 * @param namespace of the same
 * @param adopted whether it is there and taken over; then attributes, tags and policy are what
 *     Keyway would write, and whatever else it has is not known
 */
public record AwsObject(
    AwsType type,
    String arn,
    Map<String, String> attributes,
    Map<String, String> tags,
    String owner,
    String namespace,
    boolean adopted) {}
