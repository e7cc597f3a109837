package dev.keyway.aws;

import org.jspecify.annotations.Nullable;

/**
 * GetKeyRotationStatus.
 *
 * @param enabled KeyRotationEnabled
 * @param periodDays RotationPeriodInDays, absent while rotation is off
 */
public record KeyRotationStatus(boolean enabled, @Nullable Integer periodDays) {}
