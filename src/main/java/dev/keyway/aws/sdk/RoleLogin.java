package dev.keyway.aws.sdk;

import java.util.Optional;

/**
 * A role to take (STS AssumeRole).
 *
 * @param roleArn the role, which has to trust the caller
 * @param externalId what its trust policy wants to be told
 * @param sessionName appears in CloudTrail; 2 to 64 letters, digits and {@code _=,.@-}
 */
public record RoleLogin(String roleArn, Optional<String> externalId, String sessionName) {}
