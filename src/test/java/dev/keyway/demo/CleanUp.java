package dev.keyway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kms.model.KeyState;

/** The objects go, and with them what is in AWS. */
final class CleanUp implements Chapter {
  @Override
  public String title() {
    return "Clean-up";
  }

  @Override
  public void tell(Stage stage) {
    var channel = stage.channel();
    var terminal = stage.terminal();
    var kubectl = stage.kubectl();
    terminal.say(
        "By default Keyway retains keys, queues and topics: deleting the YAML would leave the"
            + " channel in AWS as it is, still delivering. To have them deleted, the team says so"
            + " first.");
    kubectl.show(
        "-n",
        stage.namespace(),
        "patch",
        "encryptionkey/" + Stage.NAME,
        "encryptedtopic/" + Stage.NAME,
        "encryptedqueue/" + Stage.NAME,
        "--type=merge",
        "-p",
        "{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
    kubectl.show("-n", stage.namespace(), "delete", "keyway", "--all", "--timeout=60s");
    terminal.say("What is left in AWS:");
    var state = stage.backstage().state(Cast.ACCOUNT);
    var rows = new ArrayList<List<String>>();
    state.path("keys").forEach(key -> rows.add(row("key", key, key.path("state").asText())));
    state
        .path("topics")
        .forEach(topic -> rows.add(row("topic", topic, "marketing's, never touched")));
    state.path("queues").forEach(queue -> rows.add(row("queue", queue, "")));
    terminal.output(Terminal.table(rows));
    check(stage, channel, state);
    var deletion =
        stage
            .cast()
            .admin()
            .kms()
            .describeKey(r -> r.keyId(channel.keyArn()))
            .keyMetadata()
            .deletionDate();
    terminal.good(
        "Queue, topic and subscription are gone. The key went last, once nothing needed it; until "
            + deletion
            + " its deletion can be cancelled.");
  }

  private static List<String> row(String kind, JsonNode object, String remark) {
    return List.of(kind, object.path("arn").asText(), remark);
  }

  private static void check(Stage stage, Stage.Channel channel, JsonNode state) {
    boolean queueLeft = !state.path("queues").isEmpty();
    boolean topicLeft =
        state.path("topics").valueStream().anyMatch(t -> arn(t).equals(channel.topicArn()));
    var key = stage.cast().admin().kms().describeKey(r -> r.keyId(channel.keyArn())).keyMetadata();
    if (queueLeft || topicLeft || key.keyState() != KeyState.PENDING_DELETION) {
      throw new DemoFailure("Something is left in AWS that should not be.");
    }
  }

  private static String arn(JsonNode object) {
    return object.path("arn").asText();
  }
}
