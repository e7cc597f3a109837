package dev.keyway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.EncryptionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keyway notices, tells and repairs, and messages flow again. */
final class Repair implements Chapter {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String BODY = "{\"order\": 1044, \"total\": \"7.50 EUR\"}";

  @Override
  public String title() {
    return "Keyway reports the drift and repairs it";
  }

  @Override
  public void tell(Stage stage) {
    var channel = stage.channel();
    Waiting.forResult("Keyway to repair the key policy", LONGEST, () -> repaired(stage));
    history(stage);
    status(stage, "encryptionkey", "drift", Set.of("Ready", "Drifted", "PolicyApplied"));
    var kubectl = stage.kubectl();
    kubectl.show("-n", stage.namespace(), "events", "--for", "encryptionkey/" + Stage.NAME);
    stage
        .terminal()
        .say("What the change broke and what it opened stands there, and that it was repaired.");
    kubectl.show("-n", stage.namespace(), "events", "--for", "topicsubscription/" + Stage.NAME);
    kubectl.show(
        "-n",
        stage.namespace(),
        "wait",
        "keyway",
        "--all",
        "--for=condition=Ready",
        "--timeout=30s");
    var id = Messages.publish(stage, stage.cast().checkout(), channel.topicArn(), BODY);
    Messages.receive(stage, stage.cast().ledger(), channel, BODY);
    Messages.showDelivery(stage, id, "SUCCESS");
    stage.terminal().good("Messages flow again, and nobody had to be woken up.");
  }

  private static Optional<EncryptionKey> repaired(Stage stage) {
    return Optional.of(stage.get(EncryptionKey.class))
        .filter(
            key ->
                key.getStatus() != null
                    && !key.getStatus().drift().isEmpty()
                    && key.getStatus().drift().stream()
                        .allMatch(entry -> entry.action() == DriftAction.REPAIRED));
  }

  private static void history(Stage stage) {
    var rows = new ArrayList<List<String>>();
    var calls = stage.backstage().calls(0);
    long tampered = 0;
    for (var call : calls) {
      if (isPutKeyPolicy(call) && call.path("caller").asText().contains("platform-admin")) {
        tampered = call.path("sequence").asLong();
      }
    }
    for (var call : calls) {
      boolean shown =
          call.path("sequence").asLong() >= tampered
              && Set.of("PutKeyPolicy", "Publish").contains(call.path("operation").asText());
      if (shown) {
        var caller = call.path("caller").asText();
        rows.add(
            List.of(
                call.path("time").asText().replaceFirst(".*T(.{12}).*", "$1"),
                caller.replaceFirst(".*assumed-role/([^/]*)/.*", "$1"),
                call.path("operation").asText()));
      }
    }
    stage.terminal().say("What AWS saw since:");
    stage.terminal().output(Terminal.table(rows));
  }

  private static boolean isPutKeyPolicy(JsonNode call) {
    return call.path("operation").asText().equals("PutKeyPolicy");
  }

  /** Show the conditions of these types, and one more field, of an object's status. */
  private static void status(Stage stage, String kind, String field, Set<String> types) {
    String[] command = {"-n", stage.namespace(), "get", kind, Stage.NAME, "-o", "yaml"};
    stage.kubectl().command(command);
    var yaml = stage.kubectl().run(command);
    stage
        .terminal()
        .output(
            "…\nstatus:\n"
                + Excerpt.conditions(yaml, types)
                + "\n  …\n"
                + Excerpt.ofStatus(yaml, field));
  }
}
