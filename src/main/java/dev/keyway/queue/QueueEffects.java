package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EffectiveQueue;
import dev.keyway.api.v1alpha1.EffectiveRedrive;
import dev.keyway.reconcile.RedriveAllowPolicy;
import dev.keyway.reconcile.RedrivePolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queue as AWS has it, in the words of status. */
final class QueueEffects {
  private QueueEffects() {}

  /** Return it from the attributes that SQS returned. */
  static EffectiveQueue of(Map<String, String> attributes) {
    return new EffectiveQueue(
        attributes.get(QueueAttributes.KEY),
        Boolean.valueOf(attributes.get(QueueAttributes.SSE_SQS)),
        Boolean.valueOf(attributes.get(QueueAttributes.FIFO)),
        number(attributes, QueueAttributes.VISIBILITY),
        number(attributes, QueueAttributes.DELAY),
        number(attributes, QueueAttributes.RETENTION),
        number(attributes, QueueAttributes.MAX_SIZE),
        number(attributes, QueueAttributes.WAIT),
        number(attributes, QueueAttributes.KEY_REUSE),
        redrive(attributes));
  }

  private static @Nullable EffectiveRedrive redrive(Map<String, String> attributes) {
    var policy = RedrivePolicy.read(attributes.getOrDefault(RedrivePolicy.ATTRIBUTE, ""));
    var text = attributes.getOrDefault(RedriveAllowPolicy.ATTRIBUTE, "");
    var allow = RedriveAllowPolicy.read(text);
    return policy.isEmpty() && text.isEmpty()
        ? null
        : new EffectiveRedrive(
            policy.map(RedrivePolicy::targetArn).orElse(null),
            policy.map(RedrivePolicy::maxReceiveCount).orElse(null),
            text.isEmpty() ? null : allow.mode(),
            allow.sourceArns());
  }

  private static @Nullable Integer number(Map<String, String> attributes, String name) {
    var value = attributes.get(name);
    return value == null ? null : Integer.valueOf(value);
  }
}
