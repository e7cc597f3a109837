package dev.keyway.scenario;

import dev.keyway.awslocal.kms.KmsService.KeyView;
import dev.keyway.awslocal.sns.SnsService.TopicView;
import dev.keyway.awslocal.sqs.SqsService.QueueView;
import dev.keyway.reconcile.Identity;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that AWS holds, without what differs between two equal runs: ids, uids and times. */
final class Fingerprint {
  private static final Set<String> VARYING =
      Set.of(
          Identity.UID,
          "keyway.dev/nonce",
          "CreatedTimestamp",
          "LastModifiedTimestamp",
          "ApproximateNumberOfMessages");

  private Fingerprint() {}

  static String of(World world) {
    var state = world.local.state();
    var keys = state.keys(World.ACCOUNT, World.REGION);
    var text = new StringBuilder();
    keys.stream().map(Fingerprint::key).sorted().forEach(text::append);
    state.topics(World.ACCOUNT, World.REGION).forEach(t -> text.append(topic(t)));
    state.queues(World.ACCOUNT, World.REGION).forEach(q -> text.append(queue(q)));
    var normal = text.toString();
    for (var key : keys) {
      normal = normal.replace(key.arn(), "key of " + key.tags().get(Identity.NAME));
    }
    return normal.replaceAll(":[0-9a-f]{8}-[0-9a-f-]{27}", ":id");
  }

  private static String key(KeyView key) {
    return "\nkey %s %s %s %s %s %s"
        .formatted(
            key.state(),
            key.aliases(),
            key.rotationEnabled(),
            key.rotationPeriodDays(),
            key.policy(),
            stable(key.tags()));
  }

  private static String topic(TopicView topic) {
    return "\ntopic %s %s %s %s %s"
        .formatted(
            topic.arn(),
            stable(topic.attributes()),
            topic.policy(),
            stable(topic.tags()),
            topic.subscriptions());
  }

  private static String queue(QueueView queue) {
    return "\nqueue %s %s %s %s"
        .formatted(queue.arn(), stable(queue.attributes()), queue.policy(), stable(queue.tags()));
  }

  private static Map<String, String> stable(Map<String, String> map) {
    var stable = new TreeMap<>(map);
    stable.keySet().removeAll(VARYING);
    return stable;
  }
}
