/** Topics, subscriptions and the delivery of messages to queues. */
@NullMarked
package dev.keyway.awslocal.sns;

import org.jspecify.annotations.NullMarked;
