/** EncryptedQueue: an SQS queue, its encryption and its policy. */
@NullMarked
package dev.keyway.queue;

import org.jspecify.annotations.NullMarked;
