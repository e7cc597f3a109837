package dev.keyway.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.PolicyOwnership;
import dev.keyway.api.v1alpha1.QueueConsumer;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.reconcile.Resource;
import dev.keyway.scenario.NeverBrick.Channel;
import dev.keyway.scenario.NeverBrick.Mover;
import dev.keyway.scenario.NeverBrick.Reader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What users want and ever wanted, read from the cluster without Keyway's own judgement. */
final class WantedByUsers {
  private final Cluster cluster;
  private final Map<String, List<Reader>> consumers = new HashMap<>();
  private final Map<String, List<Mover>> movers = new HashMap<>();
  private final Set<String> principals = new HashSet<>();
  private final Set<String> adopted = new HashSet<>();
  private final Set<String> shared = new HashSet<>();
  private final Map<String, PolicyOwnership> ownership = new HashMap<>();
  private final Set<String> sources = new HashSet<>();
  private final Set<String> archived = new HashSet<>();

  WantedByUsers(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Take in what the cluster says now. */
  void refresh() {
    for (var name : cluster.names()) {
      var object = cluster.object(name).orElseThrow();
      if (object.spec() instanceof KeywaySpec spec && spec.adopt() != null) {
        adopted.add(spec.adopt().arn());
      }
      if (object.spec() instanceof KeywaySpec spec) {
        spec.additionalStatements().stream()
            .map(entry -> entry.statement().path("Principal").path("AWS"))
            .forEach(this::named);
      }
      switch (object.spec()) {
        case EncryptedQueueSpec spec -> {
          ownership(queueArn(object, spec), spec);
          consumers.put(queueArn(object, spec), readers(object, spec));
          principals.addAll(roles(QueueConsumer.named(spec.consumers())).toList());
          principals.addAll(roles(spec.producers()).toList());
          principals.addAll(accounts(QueueConsumer.named(spec.consumers())).toList());
          movers(object, spec).ifPresent(found -> movers.put(queueArn(object, spec), found));
        }
        case EncryptedTopicSpec spec -> {
          ownership(topicArn(object, spec), spec);
          principals.addAll(roles(spec.publishers()).toList());
          spec.subscriberAccounts().stream()
              .map(account -> "arn:aws:iam::" + account + ":root")
              .forEach(principals::add);
          if (spec.fifo() != null && spec.fifo().archiveRetentionDays() != null) {
            archived.add(topicArn(object, spec));
          }
        }
        case EncryptionKeySpec spec -> {
          Optional.ofNullable(spec.adopt()).ifPresent(adopt -> ownership(adopt.arn(), spec));
          spec.users().stream()
              .map(u -> u.principal().roleArn())
              .filter(Objects::nonNull)
              .forEach(principals::add);
        }
        case TopicSubscriptionSpec spec -> {
          Optional.ofNullable(spec.topicArn()).ifPresent(sources::add);
          Optional.ofNullable(spec.topicRef())
              .flatMap(ref -> cluster.topic(namespace(object, ref), ref.name()))
              .ifPresent(t -> sources.add(topicArn(t, t.spec())));
        }
        default -> throw new IllegalStateException("unknown kind " + name);
      }
    }
  }

  private void named(JsonNode principal) {
    principals.add(principal.asText());
    principal.forEach(each -> principals.add(each.asText()));
  }

  private void ownership(String arn, KeywaySpec spec) {
    var absent = spec.adopt() == null ? PolicyOwnership.EXCLUSIVE : PolicyOwnership.SHARED;
    ownership.put(arn, Objects.requireNonNullElse(spec.policyOwnership(), absent));
    if (ownership.get(arn) == PolicyOwnership.SHARED) {
      shared.add(arn);
    }
  }

  /** Whether statements of others may stand in the policy: it is or was shared with them. */
  boolean mayHoldOthers(String arn) {
    return adopted.contains(arn) || shared.contains(arn);
  }

  /** Whether statements of others have to stay as they are. */
  boolean isShared(String arn) {
    return ownership.get(arn) == PolicyOwnership.SHARED;
  }

  /** Principals that some spec names or named. */
  boolean isAsked(String principal) {
    return principals.contains(principal);
  }

  /** Whether some spec adopts or adopted the AWS object. */
  boolean isAdopted(String arn) {
    return adopted.contains(arn);
  }

  /** Topics that keep or kept messages. */
  boolean isArchived(String topicArn) {
    return archived.contains(topicArn);
  }

  /** Topics that some subscription names or named. */
  boolean isSource(String topicArn) {
    return sources.contains(topicArn);
  }

  /** The consumers of a queue; of one whose object is gone, those that it had. */
  List<Reader> consumersOf(String queueArn) {
    return consumers.getOrDefault(queueArn, List.of());
  }

  /** Who is to move messages back; out of a queue whose object is gone, who was to. */
  List<Mover> movers() {
    return movers.values().stream().flatMap(List::stream).toList();
  }

  private Optional<List<Mover>> movers(Resource<?, ?> object, EncryptedQueueSpec spec) {
    if (spec.deadLetter() == null) {
      return Optional.of(List.of());
    }
    return Optional.ofNullable(spec.deadLetter().queueRef())
        .flatMap(ref -> cluster.queue(namespace(object, ref), ref.name()))
        .map(dead -> movers(queueArn(object, spec), queueArn(dead, dead.spec()), dead.spec()));
  }

  private static String namespace(Resource<?, ?> from, ObjectReference reference) {
    return Objects.requireNonNullElse(reference.namespace(), from.namespace());
  }

  private static List<Mover> movers(String queueArn, String deadArn, EncryptedQueueSpec dead) {
    return roles(QueueConsumer.named(QueueConsumer.redriving(dead.consumers())))
        .map(arn -> arn.split(":", 6))
        .filter(p -> p[4].equals(World.ACCOUNT))
        .map(p -> new Mover(queueArn, deadArn, p[4], p[5].substring("role/".length())))
        .toList();
  }

  /** Whether somebody asked for the end of that channel. */
  boolean mayEnd(Channel channel) {
    return objects().anyMatch(o -> o.deleting() && ends(o, channel));
  }

  /** Whether somebody asked for the end of that queue, or of that consumer. */
  boolean mayEnd(Reader reader) {
    boolean dropped =
        objects()
            .anyMatch(
                o ->
                    o.spec() instanceof EncryptedQueueSpec spec
                        && queueArn(o, spec).equals(reader.queueArn())
                        && !readers(o, spec).contains(reader));
    return dropped || objects().anyMatch(o -> o.deleting() && endsQueue(o, reader.queueArn()));
  }

  private boolean ends(Resource<?, ?> object, Channel channel) {
    return switch (object.spec()) {
      case TopicSubscriptionSpec spec when spec.adopt() != null ->
          spec.deletionPolicy() == DeletionPolicy.DELETE
              && spec.adopt().arn().startsWith(channel.topicArn() + ":");
      case TopicSubscriptionSpec spec ->
          spec.deletionPolicy() != DeletionPolicy.RETAIN
              && isFrom(channel.topicArn(), spec)
              && (channel.queueArn() + "|").contains("_" + spec.queueRef().name());
      case EncryptedTopicSpec spec ->
          spec.deletionPolicy() == DeletionPolicy.DELETE
              && topicArn(object, spec).equals(channel.topicArn());
      default -> endsQueue(object, channel.queueArn());
    };
  }

  private static boolean isFrom(String topicArn, TopicSubscriptionSpec spec) {
    return Optional.ofNullable(spec.topicRef())
        .map(topic -> (topicArn + "|").contains("_" + topic.name()))
        .orElse(topicArn.equals(spec.topicArn()));
  }

  private static boolean endsQueue(Resource<?, ?> object, String queueArn) {
    return object.spec() instanceof EncryptedQueueSpec spec
        && spec.deletionPolicy() == DeletionPolicy.DELETE
        && queueArn(object, spec).equals(queueArn);
  }

  private Stream<Resource<?, ?>> objects() {
    return cluster.names().stream().map(name -> cluster.object(name).orElseThrow());
  }

  private static List<Reader> readers(Resource<?, ?> object, EncryptedQueueSpec spec) {
    return roles(QueueConsumer.named(spec.consumers()))
        .map(arn -> arn.split(":", 6))
        .map(p -> new Reader(queueArn(object, spec), p[4], p[5].substring("role/".length())))
        .toList();
  }

  private static Stream<String> roles(List<NamedPrincipal> named) {
    return named.stream().map(p -> p.principal().roleArn()).filter(Objects::nonNull);
  }

  private static Stream<String> accounts(List<NamedPrincipal> named) {
    return named.stream()
        .map(p -> p.principal().accountId())
        .filter(java.util.Objects::nonNull)
        .flatMap(id -> Stream.of(id, "arn:aws:iam::" + id + ":root"));
  }

  private static String queueArn(Resource<?, ?> object, EncryptedQueueSpec spec) {
    if (spec.adopt() != null) {
      return spec.adopt().arn();
    }
    var name = spec.queueName();
    return World.queueArn(name != null ? name : named(object, spec.fifo() != null));
  }

  private static String topicArn(Resource<?, ?> object, EncryptedTopicSpec spec) {
    if (spec.adopt() != null) {
      return spec.adopt().arn();
    }
    var name = spec.topicName();
    return World.topicArn(name != null ? name : named(object, spec.fifo() != null));
  }

  private static String named(Resource<?, ?> object, boolean fifo) {
    return object.namespace() + "_" + object.name().name() + (fifo ? ".fifo" : "");
  }
}
