/** TopicSubscription: an SNS subscription, and the proof that messages get through it. */
@NullMarked
package dev.keyway.subscription;

import org.jspecify.annotations.NullMarked;
