/** A small AWS in the JVM that enforces permissions: SQS, SNS, KMS and STS over loopback HTTP. */
@NullMarked
package dev.keyway.awslocal;

import org.jspecify.annotations.NullMarked;
