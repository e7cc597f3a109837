package dev.keyway.topic;

import dev.keyway.api.v1alpha1.DeliveryLogging;
import dev.keyway.api.v1alpha1.EffectiveDeliveryLogging;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The logging of deliveries in SNS's words (SNS Developer Guide, "Message delivery status"). Its
 * roles have to be passed on, which AWS may deny: it is written last, and never at a topic's birth.
 */
final class TopicLogging {
  static final String FAILURE_ROLE = "SQSFailureFeedbackRoleArn";
  static final String SUCCESS_ROLE = "SQSSuccessFeedbackRoleArn";
  static final String SUCCESS_RATE = "SQSSuccessFeedbackSampleRate";

  /** What SNS means by no rate, and what takes one away. */
  static final String NO_RATE = "0";

  private TopicLogging() {}

  /** Return all attributes that a topic is to have. */
  static SequencedMap<String, String> settings(EncryptedTopicSpec spec) {
    var logging = Optional.ofNullable(spec.deliveryLogging());
    var attributes = new TreeMap<String, String>();
    attributes.put(FAILURE_ROLE, logging.map(DeliveryLogging::failureRoleArn).orElse(""));
    attributes.put(SUCCESS_ROLE, logging.map(DeliveryLogging::successRoleArn).orElse(""));
    attributes.put(
        SUCCESS_RATE,
        logging
            .map(DeliveryLogging::successSampleRatePercent)
            .map(Objects::toString)
            .orElse(NO_RATE));
    return attributes;
  }

  /** Return what AWS logs; null when that is nothing. */
  static @Nullable EffectiveDeliveryLogging effective(Map<String, String> observed) {
    var failure = role(observed, FAILURE_ROLE);
    var success = role(observed, SUCCESS_ROLE);
    if (failure == null && success == null) {
      return null;
    }
    var rate = Integer.valueOf(observed.getOrDefault(SUCCESS_RATE, NO_RATE));
    return new EffectiveDeliveryLogging(failure, success, success == null ? null : rate);
  }

  private static @Nullable String role(Map<String, String> observed, String name) {
    var arn = observed.getOrDefault(name, "");
    return arn.isEmpty() ? null : arn;
  }
}
