package dev.keyway.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Turns what exists into objects that adopt it; pure. */
public final class Importing {
  private Importing() {}

  /**
   * Return the objects, in the order in which one needs the other: keys, topics, queues,
   * subscriptions.
   *
   * @param chosen names that somebody wants, by ARN
   * @param withStatements whether statements that no grant says are in the specs where they can be
   */
  public static List<Imported> objects(
      Existing existing, Map<String, String> chosen, boolean withStatements) {
    var names = ObjectNames.of(existing, chosen);
    var policies = new Policies(existing, withStatements);
    var objects = new ArrayList<Imported>();
    existing.keys().forEach(key -> objects.add(KeyImport.imported(names, policies, key)));
    existing
        .topics()
        .forEach(topic -> objects.add(new TopicImport(names, policies, topic).imported()));
    var queues = new ArrayList<>(existing.queues());
    Collections.reverse(queues);
    queues.forEach(q -> objects.add(new QueueImport(existing, names, policies, q).imported()));
    existing.subscriptions().forEach(s -> objects.add(new SubscriptionImport(names, s).imported()));
    return List.copyOf(objects);
  }
}
