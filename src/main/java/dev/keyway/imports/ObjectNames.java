package dev.keyway.imports;

import dev.keyway.imports.Existing.KeyOf;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Kind;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the objects are called: as in AWS, as far as Kubernetes takes it, and none twice; pure. */
final class ObjectNames {
  private static final int MAX_LENGTH = 63;
  private static final String FIFO = ".fifo";

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<Kind, Set<String>> taken = new EnumMap<>(Kind.class);
  private final Map<String, String> chosen;

  private ObjectNames(Map<String, String> chosen) {
    this.chosen = chosen;
  }

  /**
   * Name everything.
   *
   * @param chosen names that somebody wants, by ARN
   */
  static ObjectNames of(Existing existing, Map<String, String> chosen) {
    var names = new ObjectNames(chosen);
    existing.queues().forEach(q -> names.add(Kind.ENCRYPTED_QUEUE, q.arn(), name(q.arn())));
    existing.topics().forEach(t -> names.add(Kind.ENCRYPTED_TOPIC, t.arn(), name(t.arn())));
    existing.queues().forEach(q -> names.addKey(q.key(), q.arn()));
    existing.topics().forEach(t -> names.addKey(t.key(), t.arn()));
    existing.keys().forEach(k -> names.add(Kind.ENCRYPTION_KEY, k.description().arn(), "key"));
    existing.subscriptions().forEach(names::addSubscription);
    return names;
  }

  String of(String arn) {
    return names.getOrDefault(arn, "");
  }

  private void addKey(KeyOf key, String userArn) {
    if (key instanceof KeyOf.Own(String arn)) {
      add(Kind.ENCRYPTION_KEY, arn, of(userArn));
    }
  }

  private void addSubscription(Existing.Subscription subscription) {
    var topic = names.getOrDefault(subscription.topicArn(), name(subscription.topicArn()));
    var queue = of(subscription.queueArn());
    var both = topic.equals(queue) ? queue : topic + "-" + queue;
    add(Kind.TOPIC_SUBSCRIPTION, subscription.arn(), both);
  }

  private void add(Kind kind, String arn, String wanted) {
    if (names.containsKey(arn)) {
      return;
    }
    var all = taken.computeIfAbsent(kind, _ -> new HashSet<>());
    names.put(arn, free(chosen.getOrDefault(arn, wanted), all::add));
  }

  /**
   * Return a name that Kubernetes takes, with a number where it is not free without.
   *
   * @param isFree asked for one name after the other
   */
  static String free(String wanted, Predicate<String> isFree) {
    var base = valid(wanted);
    var name = base;
    for (int i = 2; !isFree.test(name); i++) {
      var suffix = "-" + i;
      name = cut(base, MAX_LENGTH - suffix.length()) + suffix;
    }
    return name;
  }

  private static String name(String arn) {
    var name = AwsNames.resourceName(arn);
    return name.endsWith(FIFO) ? name.substring(0, name.length() - FIFO.length()) : name;
  }

  /** Return what Kubernetes takes for a name: a DNS label. */
  static String valid(String name) {
    var label =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return label.isEmpty() ? "unnamed" : cut(label, MAX_LENGTH);
  }

  private static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length).replaceAll("-+$", "");
  }
}
