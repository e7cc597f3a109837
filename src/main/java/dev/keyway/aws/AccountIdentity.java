package dev.keyway.aws;

/**
 * The account behind the credentials in use.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param accountId twelve digits
 * @param principalArn the role or user that signs the calls; of an assumed role the role's ARN
 */
public record AccountIdentity(String partition, String accountId, String principalArn) {}
