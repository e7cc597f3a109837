package dev.keyway.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as DescribeKey shows it.
 *
 * @param arn the key's ARN
 * @param state KeyState: {@code Enabled}, {@code Disabled}, {@code PendingDeletion}, …
 * @param description empty for none
 * @param keyManager {@code CUSTOMER} or {@code AWS}
 * @param createdAt CreationDate
 * @param deletionDate when KMS will delete it; only with {@code PendingDeletion}
 */
public record KeyDescription(
    String arn,
    String state,
    String description,
    String keyManager,
    Instant createdAt,
    @Nullable Instant deletionDate) {

  public static final String ENABLED = "Enabled";
  public static final String DISABLED = "Disabled";
  public static final String PENDING_DELETION = "PendingDeletion";
}
