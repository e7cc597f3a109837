package dev.keyway.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.KeywayStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/** A key with a policy written by hand, and its owner, who does what Keyway's status says. */
final class ForeignKey {
  private static final JsonMapper JSON = new JsonMapper();

  private final World world;
  private final KmsClient kms;
  final String arn;

  private ForeignKey(World world, String account, String owner) {
    this.world = world;
    this.kms = world.people.kms(account, owner);
    var policy =
        """
        {"Version":"2012-10-17","Statement":[
         {"Sid":"Owner","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},
          "Action":"kms:*","Resource":"*"},
         {"Sid":"Describe","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},
          "Action":"kms:DescribeKey","Resource":"*"}]}
        """
            .formatted(account, World.ACCOUNT);
    this.arn = kms.createKey(r -> r.policy(policy)).keyMetadata().arn();
  }

  static ForeignKey ofOwnAccount(World world) {
    return new ForeignKey(world, World.ACCOUNT, World.TAMPERER);
  }

  static ForeignKey ofOtherAccount(World world) {
    return new ForeignKey(world, World.OTHER_ACCOUNT, "audit");
  }

  /** The words for {@link Move#yaml(String, String)}. */
  String words() {
    return "SharedKey, keyArn: \"" + arn + "\"";
  }

  /** The same, used unread. */
  String accepted() {
    return words() + ", acceptUnknown: true";
  }

  /** What the statuses of all topics and queues print for this key. */
  List<KeyStatement> printed() {
    var printed = new ArrayList<KeyStatement>();
    for (var name : world.cluster.names()) {
      var status = (KeywayStatus) world.cluster.object(name).orElseThrow().status();
      var statements =
          switch (status) {
            case EncryptedQueueStatus queue -> queue.keyStatements();
            case EncryptedTopicStatus topic -> topic.keyStatements();
            case null, default -> List.<KeyStatement>of();
          };
      statements.stream().filter(s -> s.keyArn().equals(arn)).forEach(printed::add);
    }
    return printed;
  }

  /** Add every printed statement as it is; one of its Sid is replaced. */
  void follow() {
    for (var statement : printed()) {
      change(s -> s.path("Sid").asText().equals(statement.sid()), statement.statement());
    }
  }

  /** Take statements away whose Sid contains that. */
  void drop(String sidPart) {
    change(s -> s.path("Sid").asText().contains(sidPart), null);
  }

  /** Write a statement in words of one's own. */
  void add(String statement) {
    change(_ -> false, statement);
  }

  void disable() {
    kms.disableKey(r -> r.keyId(arn));
  }

  void enable() {
    kms.enableKey(r -> r.keyId(arn));
  }

  void scheduleDeletion() {
    kms.scheduleKeyDeletion(r -> r.keyId(arn).pendingWindowInDays(7));
  }

  String policy() {
    return kms.getKeyPolicy(r -> r.keyId(arn)).policy();
  }

  private void change(Predicate<JsonNode> without, @Nullable String with) {
    try {
      var document = (ObjectNode) JSON.readTree(policy());
      var statements = JSON.createArrayNode();
      ((ArrayNode) document.path("Statement"))
          .forEach(
              s -> {
                if (!without.test(s)) {
                  statements.add(s);
                }
              });
      if (with != null) {
        statements.add(JSON.readTree(with));
      }
      document.set("Statement", statements);
      kms.putKeyPolicy(r -> r.keyId(arn).policyName("default").policy(document.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
