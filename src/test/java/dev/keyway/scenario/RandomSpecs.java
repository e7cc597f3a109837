package dev.keyway.scenario;

import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the users of a {@link RandomWalk} want at the moment. */
final class RandomSpecs {
  static final String TOPIC_ARN = World.topicArn("shop_orders");
  static final String QUEUE_ARN = World.queueArn("shop_orders");

  /** Always may read what is in the queue. */
  static final String READER = "ledger-task";

  /** All objects that users apply. */
  static final List<ObjectName> NAMES =
      List.of(
          World.named(Kind.ENCRYPTION_KEY, "k1"),
          World.named(Kind.ENCRYPTION_KEY, "k2"),
          World.named(Kind.ENCRYPTION_KEY, "k3"),
          World.named(Kind.ENCRYPTED_TOPIC, "orders"),
          World.named(Kind.ENCRYPTED_QUEUE, "dead"),
          World.named(Kind.ENCRYPTED_QUEUE, "orders"),
          World.named(Kind.ENCRYPTED_QUEUE, "other"),
          World.named(Kind.TOPIC_SUBSCRIPTION, "orders"),
          World.named(Kind.TOPIC_SUBSCRIPTION, "other"));

  private static final String SHARED = "{mode: SharedKey, keyRef: {name: %s}}";
  private static final String OWN = "{mode: OwnKey}";
  private static final List<String> OF_TOPIC = encryptions("{mode: AwsManagedKey}");
  private static final List<String> OF_QUEUE = encryptions("{mode: ServiceManaged}");
  private static final String LEDGER = consumer("ledger", READER);
  private static final String AUDIT = consumer("audit", "audit");
  private static final List<String> DEAD_LETTER =
      List.of("", "\n  deadLetter: {queueRef: {name: dead}, maxReceiveCount: 100}");
  private static final List<String> MODES = List.of("Enforce", "Report", "Enforce", "Paused");

  /** What may be chosen, by what it is about; the first is what users begin with. */
  static final Map<String, List<String>> OPTIONS = options();

  private final Map<String, String> chosen = new LinkedHashMap<>();

  RandomSpecs() {
    OPTIONS.forEach((knob, values) -> chosen.put(knob, values.getFirst()));
  }

  private static Map<String, List<String>> options() {
    var options = new LinkedHashMap<String, List<String>>();
    options.put("topic key", OF_TOPIC);
    options.put("orders key", OF_QUEUE);
    options.put("other key", OF_QUEUE);
    options.put("dead key", OF_QUEUE);
    options.put("orders consumers", List.of(LEDGER, LEDGER + AUDIT, AUDIT + LEDGER));
    options.put("other consumers", List.of(AUDIT, LEDGER, LEDGER + AUDIT));
    options.put("dead consumers", List.of(AUDIT, AUDIT + LEDGER));
    options.put("orders deadLetter", DEAD_LETTER);
    options.put("other deadLetter", DEAD_LETTER);
    options.put("mode of " + NAMES.get(0), MODES);
    options.put("mode of " + NAMES.get(3), MODES);
    options.put("mode of " + NAMES.get(5), MODES);
    options.put("mode of " + NAMES.get(7), MODES);
    return options;
  }

  /** Return what may be chosen of that. */
  static List<String> optionsOf(String knob) {
    return OPTIONS.getOrDefault(knob, List.of());
  }

  void choose(String knob, String value) {
    chosen.put(knob, value);
  }

  /** Take everything back under Keyway. */
  void enforceAll() {
    NAMES.forEach(name -> chosen.put("mode of " + name, "Enforce"));
  }

  /** The manifests of all objects. */
  String all() {
    var text = new StringBuilder();
    for (var name : NAMES) {
      text.append(
          """
          ---
          kind: %s
          apiVersion: keyway.dev/v1alpha1
          metadata: {name: %s}
          spec:
            management: %s
            deletionPolicy: Retain
          """
              .formatted(
                  name.kind().kubernetesName(),
                  name.name(),
                  chosen.getOrDefault("mode of " + name, "Enforce")));
      text.append(spec(name).strip().indent(2));
    }
    return text.toString();
  }

  private String spec(ObjectName name) {
    return switch (name.kind()) {
      case ENCRYPTION_KEY -> "";
      case ENCRYPTED_TOPIC ->
          """
          encryption: %s
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
          """
              .formatted(chosen.get("topic key"));
      case ENCRYPTED_QUEUE ->
          """
          encryption: %s
          messageRetentionSeconds: 1209600
          consumers: [%s]
          %s
          """
              .formatted(
                  chosen.get(name.name() + " key"),
                  chosen.get(name.name() + " consumers"),
                  chosen.getOrDefault(name.name() + " deadLetter", "").strip());
      case TOPIC_SUBSCRIPTION ->
          """
          topicRef: {name: orders}
          queueRef: {name: %s}
          rawMessageDelivery: true
          """
              .formatted(name.name());
    };
  }

  private static List<String> encryptions(String another) {
    return List.of(
        SHARED.formatted("k1"), SHARED.formatted("k2"), SHARED.formatted("k3"), OWN, another);
  }

  private static String consumer(String name, String role) {
    return "{name: %s, principal: {roleArn: \"arn:aws:iam::%s:role/%s\"}}, "
        .formatted(name, World.OTHER_ACCOUNT, role);
  }
}
