/** Queues and messages. */
@NullMarked
package dev.keyway.awslocal.sqs;

import org.jspecify.annotations.NullMarked;
