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
   */
  public static List<Imported> objects(Existing existing, Map<String, String> chosen) {
    var names = ObjectNames.of(existing, chosen);
    var objects = new ArrayList<Imported>();
    existing.keys().forEach(key -> objects.add(KeyImport.imported(names, key)));
    existing.topics().forEach(topic -> objects.add(new TopicImport(names, topic).imported()));
    var queues = new ArrayList<>(existing.queues());
    Collections.reverse(queues);
    queues.forEach(queue -> objects.add(new QueueImport(existing, names, queue).imported()));
    existing.subscriptions().forEach(s -> objects.add(new SubscriptionImport(names, s).imported()));
    return List.copyOf(objects);
  }
}
