package dev.keyway.reconcile;

import dev.keyway.grants.Callers;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.TopicAsk;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The uses of a key that have to be possible for a queue or topic; pure. */
public final class KeyNeeds {
  private KeyNeeds() {}

  /**
   * Return the calls that deliveries into a queue, its producers, its consumers and those of its
   * dead-letter queues make.
   *
   * @param except principals that AWS does not know, and that can call nothing
   */
  public static List<Request> ofQueue(
      QueueAsk queue, String keyArn, String region, Set<String> except) {
    var requests = new ArrayList<Request>();
    for (var source : queue.sources()) {
      requests.add(CallerContexts.snsKeyUse("kms:Decrypt", source.topicArn(), keyArn));
      requests.add(CallerContexts.snsKeyUse("kms:GenerateDataKey", source.topicArn(), keyArn));
    }
    requests.addAll(viaSqs(queue.consumers(), "kms:Decrypt", keyArn, region, except));
    queue
        .deadLetters()
        .forEach(
            dead ->
                requests.addAll(viaSqs(dead.consumers(), "kms:Decrypt", keyArn, region, except)));
    requests.addAll(viaSqs(queue.producers(), "kms:GenerateDataKey", keyArn, region, except));
    var redrivers = queue.redrive().into().stream().map(QueueAsk.Redriver::member).toList();
    requests.addAll(viaSqs(redrivers, "kms:GenerateDataKey", keyArn, region, except));
    return List.copyOf(requests);
  }

  /** Return the calls that reading a queue's messages takes. */
  public static List<Request> ofConsumers(List<String> consumers, String keyArn, String region) {
    return viaSqs(consumers, "kms:Decrypt", keyArn, region, Set.of());
  }

  /** Return the calls that a topic's publishers make. */
  public static List<Request> ofTopic(
      TopicAsk topic, String keyArn, String region, Set<String> except) {
    var requests = new ArrayList<Request>();
    topic.publishers().stream()
        .filter(member -> !except.contains(member))
        .flatMap(member -> Callers.of(member).stream())
        .map(caller -> CallerContexts.viaSns(caller, "kms:GenerateDataKey", keyArn, region))
        .forEach(requests::add);
    if (topic.archived()) {
      requests.add(CallerContexts.snsArchive("kms:Decrypt", topic.topicArn(), keyArn));
    }
    return List.copyOf(requests);
  }

  private static List<Request> viaSqs(
      List<String> members, String action, String keyArn, String region, Set<String> except) {
    return members.stream()
        .filter(member -> !except.contains(member))
        .flatMap(member -> Callers.of(member).stream())
        .map(caller -> CallerContexts.viaSqs(caller, action, keyArn, region))
        .toList();
  }
}
