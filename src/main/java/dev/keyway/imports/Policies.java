package dev.keyway.imports;

import dev.keyway.api.v1alpha1.AdditionalStatement;
import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.grants.TopicAsk;
import dev.keyway.grants.TopicGrants;
import dev.keyway.imports.Existing.KeyOf;
import dev.keyway.imports.Imported.Note;
import dev.keyway.policy.ResourceKind;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.RedrivePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the policies of what exists, each in the light of the others; pure. */
final class Policies {
  private final Existing existing;
  private final RedriveImport redrives;
  private final boolean withStatements;

  /**
   * Read policies.
   *
   * @param withStatements whether what no grant says becomes part of the specs where it can
   */
  Policies(Existing existing, boolean withStatements) {
    this.existing = existing;
    this.redrives = new RedriveImport(existing);
    this.withStatements = withStatements;
  }

  /**
   * What a policy says.
   *
   * @param grants whom it lets in, by the field of the spec
   * @param redriving names of the consumers that move messages back
   */
  record Read(
      Map<String, List<NamedPrincipal>> grants,
      Set<String> redriving,
      List<AdditionalStatement> statements,
      List<Note> notes) {}

  Read of(Existing.Queue queue) {
    var policy = policy(queue);
    return read(policy, ResourceKind.SQS_QUEUE, queue.arn(), QueueGrants.of(ask(queue, policy)));
  }

  Read of(Existing.Topic topic) {
    var policy = policy(topic);
    return read(policy, ResourceKind.SNS_TOPIC, topic.arn(), TopicGrants.of(ask(topic, policy)));
  }

  Read of(Existing.Key key) {
    var arn = key.description().arn();
    return read(PolicyImport.ofKey(key, delivering(arn)), ResourceKind.KMS_KEY, arn, onKey(arn));
  }

  private Read read(PolicyImport policy, ResourceKind kind, String arn, List<Grant> asked) {
    var notes = new ArrayList<>(policy.notes());
    var statements = new StatementImport(kind, arn, policy.document(), asked);
    for (var statement : policy.unsaid()) {
      notes.add(withStatements ? statements.take(statement) : statements.leave(statement));
    }
    return new Read(policy.grants(), policy.redriving(), statements.entries(), notes);
  }

  private PolicyImport policy(Existing.Queue queue) {
    return PolicyImport.ofQueue(queue, existing.topicsOf(queue.arn()), redrives);
  }

  private static PolicyImport policy(Existing.Topic topic) {
    return PolicyImport.ofTopic(topic);
  }

  private List<Grant> onKey(String keyArn) {
    var key = new KeyOf.Own(keyArn);
    var grants = new ArrayList<Grant>();
    existing.queues().stream()
        .filter(queue -> queue.key().equals(key))
        .forEach(queue -> grants.addAll(KeyGrants.ofQueue(ask(queue, policy(queue)))));
    existing.topics().stream()
        .filter(topic -> topic.key().equals(key))
        .forEach(topic -> grants.addAll(KeyGrants.ofTopic(ask(topic, policy(topic)))));
    return grants;
  }

  /** Return the topics that deliver to queues under a key. */
  private List<String> delivering(String keyArn) {
    return existing.queues().stream()
        .filter(queue -> queue.key().equals(new KeyOf.Own(keyArn)))
        .flatMap(queue -> existing.topicsOf(queue.arn()).stream())
        .distinct()
        .toList();
  }

  private QueueAsk ask(Existing.Queue queue, PolicyImport policy) {
    var arn = queue.arn();
    var consumers = policy.grants(PolicyFields.CONSUMERS);
    var producers = policy.grants(PolicyFields.PRODUCERS);
    return new QueueAsk(
        arn,
        arn,
        Asks.members(consumers),
        Asks.members(producers),
        Asks.services(producers),
        existing.topicsOf(arn).stream().map(topic -> new QueueAsk.Source(arn, topic)).toList(),
        deadLetters(queue),
        new QueueAsk.Redrive(
            Asks.members(
                consumers.stream().filter(c -> policy.redriving().contains(c.name())).toList()),
            redrivers(queue)));
  }

  private List<QueueAsk.DeadLetter> deadLetters(Existing.Queue queue) {
    return dead(queue).stream()
        .map(
            dead ->
                new QueueAsk.DeadLetter(
                    queue.arn(),
                    dead.arn(),
                    Asks.members(policy(dead).grants(PolicyFields.CONSUMERS))))
        .toList();
  }

  private List<QueueAsk.Redriver> redrivers(Existing.Queue queue) {
    return dead(queue).stream()
        .flatMap(
            dead ->
                policy(dead).grants(PolicyFields.CONSUMERS).stream()
                    .filter(who -> redrives.isOutOf(dead.arn(), who)))
        .flatMap(who -> Asks.member(who.principal()))
        .map(member -> new QueueAsk.Redriver(queue.arn(), member))
        .toList();
  }

  private List<Existing.Queue> dead(Existing.Queue queue) {
    var target = RedrivePolicy.of(queue.attributes()).map(RedrivePolicy::targetArn);
    return existing.queues().stream()
        .filter(dead -> target.filter(dead.arn()::equals).isPresent())
        .toList();
  }

  private static TopicAsk ask(Existing.Topic topic, PolicyImport policy) {
    var publishers = policy.grants(PolicyFields.PUBLISHERS);
    return new TopicAsk(
        topic.arn(), topic.arn(), Asks.members(publishers), Asks.services(publishers));
  }
}
