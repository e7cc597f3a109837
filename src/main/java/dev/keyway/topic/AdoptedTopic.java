package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.ForeignUsers;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import java.util.List;
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
    var adoption = of(resource);
    if (!adoption.isAdopted()) {
      return Optional.empty();
    }
    if (o.attributes().isEmpty()) {
      var lost = TopicPlanner.lost(resource);
      return Optional.of(Plan.of(List.of(), Adopting.absent(o.topicArn()), lost));
    }
    if (PolicyText.read(TopicPolicy.text(o)).isEmpty()) {
      return Optional.of(Plan.end(Adopting.unreadable(o.topicArn())));
    }
    if (Adopting.isToTake(settings, resource, o.tags())) {
      var tags = Adopting.tags(settings, resource, resource.spec().tags());
      return Optional.of(
          Plan.step(
              new TopicAction.Tag(tags), Reason.Adopted, "Took over topic " + o.topicArn() + "."));
    }
    return adoption.unrecorded().map((Outcome record) -> Plan.writeAhead(record, List.of()));
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
    var fifo = spec.fifo();
    if (fifo != null) {
      add(set, TopicAttributes.DEDUPLICATION, fifo.contentBasedDeduplication());
      add(set, TopicAttributes.SCOPE, fifo.throughputScope());
    }
    return set;
  }

  private static void add(Set<String> set, String attribute, @Nullable Object value) {
    if (value != null) {
      set.add(attribute);
    }
  }
}
