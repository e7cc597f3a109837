package dev.keyway.grants;

import java.util.List;

/**
 * A service that sends or publishes on its own behalf.
 *
 * @param service the service principal, such as {@code s3.amazonaws.com}
 * @param sourceArns the resources on whose behalf it may
 * @param sourceAccounts the accounts that own them, where an ARN does not say so
 */
public record ServiceAsk(String service, List<String> sourceArns, List<String> sourceAccounts) {}
