package dev.keyway.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.FilterPolicyScope;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.SubscriptionDeadLetter;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.imports.Imported.Note;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.RedrivePolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a subscription as it is; pure. */
final class SubscriptionImport {
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNames names;
  private final Existing.Subscription subscription;
  private final List<Note> notes = new ArrayList<>();

  SubscriptionImport(ObjectNames names, Existing.Subscription subscription) {
    this.names = names;
    this.subscription = subscription;
  }

  Imported imported() {
    var spec = spec(names.of(subscription.topicArn()));
    note();
    return new Imported(
        Kind.TOPIC_SUBSCRIPTION, names.of(subscription.arn()), subscription.arn(), spec, notes);
  }

  private void note() {
    if (names.of(subscription.topicArn()).isEmpty()) {
      notes.add(
          Note.of(
              "its topic is of another account: let Keyway read it, or set acceptUnknown: true"));
    }
    if (value("PendingConfirmation").equals("true")) {
      notes.add(Note.of("it is not confirmed, so nothing is delivered"));
    }
  }

  private TopicSubscriptionSpec spec(String topic) {
    var filter = filter();
    boolean onBody = filter != null && value("FilterPolicyScope").equals("MessageBody");
    return new TopicSubscriptionSpec(
        null,
        null,
        topic.isEmpty() ? null : new ObjectReference(topic),
        new ObjectReference(names.of(subscription.queueArn())),
        value("RawMessageDelivery").equals("true") ? true : null,
        filter,
        onBody ? FilterPolicyScope.MESSAGE_BODY : null,
        topic.isEmpty() ? subscription.topicArn() : null,
        null,
        Management.REPORT,
        null,
        deadLetter(),
        new Adopt(subscription.arn()));
  }

  private @Nullable SubscriptionDeadLetter deadLetter() {
    return RedrivePolicy.read(value(RedrivePolicy.ATTRIBUTE))
        .map(policy -> new SubscriptionDeadLetter(null, policy.targetArn()))
        .orElse(null);
  }

  private @Nullable ObjectNode filter() {
    try {
      var tree = JSON.readTree(value("FilterPolicy"));
      return tree instanceof ObjectNode filter && !filter.isEmpty() ? filter : null;
    } catch (JsonProcessingException e) {
      notes.add(Note.of("its filter policy is left as it is: it is no JSON"));
      return null;
    }
  }

  private String value(String attribute) {
    return subscription.attributes().getOrDefault(attribute, "");
  }
}
