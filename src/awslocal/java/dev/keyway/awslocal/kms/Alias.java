package dev.keyway.awslocal.kms;

import java.time.Instant;

/** Another name of a key, unique in its account and Region. */
record Alias(String name, String arn, String keyArn, Instant createdAt, Instant updatedAt) {}
