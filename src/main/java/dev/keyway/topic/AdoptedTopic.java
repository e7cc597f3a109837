package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.ForeignUsers;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A topic that somebody else made and that a spec takes over; pure. */
final class AdoptedTopic {
  private AdoptedTopic() {}

  static Adoption of(Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource) {
    return Adoption.of(resource, set(resource.spec()));
  }

  /** Return what has to happen before the topic is kept like one that Keyway made. */
  static Optional<Plan<TopicAction>> takeOver(
      Settings settings,
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      TopicObservation o) {
    return Adopting.takeOver(
        settings,
        resource,
        of(resource),
        new Adopting.Found(
            "topic", o.topicArn(), o.attributes().isPresent(), TopicPolicy.text(o), o.tags()),
        TopicPlanner.lost(resource),
        resource.spec().tags(),
        TopicAction.Tag::new);
  }

  /** Return who would lose the topic if it moved onto another key. */
  static Optional<Outcome> strangers(EncryptedTopicSpec spec, TopicObservation o) {
    var known = new TreeSet<String>(o.ask().publishers());
    return ForeignUsers.obstacle(
        spec, TopicPolicy.text(o), o.topicArn(), o.account().accountId(), known);
  }

  private static Set<String> set(EncryptedTopicSpec spec) {
    var set = new TreeSet<String>();
    add(set, TopicAttributes.DISPLAY_NAME, spec.displayName());
    add(set, TopicAttributes.SIGNATURE, spec.signatureVersion());
    add(set, TopicAttributes.TRACING, spec.tracing());
    if (spec.deliveryLogging() != null) {
      set.addAll(TopicLogging.settings(spec).keySet());
    }
    var fifo = spec.fifo();
    if (fifo != null) {
      add(set, TopicAttributes.DEDUPLICATION, fifo.contentBasedDeduplication());
      add(set, TopicAttributes.SCOPE, fifo.throughputScope());
      add(set, TopicAttributes.ARCHIVE, fifo.archiveRetentionDays());
    }
    return set;
  }

  private static void add(Set<String> set, String attribute, @Nullable Object value) {
    if (value != null) {
      set.add(attribute);
    }
  }
}
