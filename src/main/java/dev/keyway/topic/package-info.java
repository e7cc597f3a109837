/** EncryptedTopic: an SNS topic, its encryption and its policy. */
@NullMarked
package dev.keyway.topic;

import org.jspecify.annotations.NullMarked;
