/**
 * The ports of {@code dev.keyway.aws} over the AWS SDK: clients per service and region, failures by
 * cause, calls in turn at AWS's published rates, and a word to the listeners about every call.
 */
@NullMarked
package dev.keyway.aws.sdk;

import org.jspecify.annotations.NullMarked;
