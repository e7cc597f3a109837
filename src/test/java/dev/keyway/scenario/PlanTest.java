package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.iam.RoleSpec;
import dev.keyway.dryrun.AwsObject;
import dev.keyway.dryrun.DryRun;
import dev.keyway.dryrun.Environment;
import dev.keyway.dryrun.Forecast;
import dev.keyway.grants.Access;
import dev.keyway.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code keyway plan} shows is what the operator really writes into the local AWS. */
class PlanTest {
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
  private static final Pattern PERSON =
      Pattern.compile("arn:aws:iam::(\\d+):(role|user)/([\\w-]+)");
  private static final Pattern ACCOUNT = Pattern.compile("accountId: \"(\\d+)\"");

  /** How SQS and SNS return an account that was written as its id. */
  private static final Pattern ROOT = Pattern.compile("arn:aws:iam::(\\d+):root");

  private static final Pattern NAMESPACE = Pattern.compile("(?m)^  namespace: .*\\n");
  private static final Path ALL_SORTS =
      Path.of("src", "test", "resources", "cli", "grants-all-sorts", "channel.yaml");

  /** What Kubernetes and chance give out, and what says nothing that the name does not say. */
  private static final Set<String> GIVEN_OUT =
      Set.of("tag keyway.dev/uid", "tag keyway.dev/nonce", "FifoTopic");

  private static final JsonMapper MAPPER = new JsonMapper();

  @TestFactory
  Stream<DynamicTest> agrees() throws IOException {
    Map<String, String> manifests = new TreeMap<>();
    try (var examples = Files.list(Path.of("examples"))) {
      for (var file : examples.toList()) {
        manifests.put(file.toString(), Files.readString(file));
      }
    }
    manifests.put("all sorts of principals", Files.readString(ALL_SORTS));
    try (var pages = Files.walk(Path.of("docs"))) {
      for (var page : pages.filter(p -> p.toString().endsWith(".md")).toList()) {
        blocks(page, manifests);
      }
    }
    blocks(Path.of("README.md"), manifests);
    var whole = manifests.entrySet().stream().filter(e -> isWhole(e.getValue())).toList();
    assertThat(whole).hasSizeGreaterThanOrEqualTo(12);
    return whole.stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> agrees(e.getValue())));
  }

  private static void blocks(Path page, Map<String, String> manifests) throws IOException {
    var blocks = YAML.matcher(Files.readString(page)).results().toList();
    for (int i = 0; i < blocks.size(); i++) {
      manifests.put(page + ", block " + (i + 1), withoutNamespace(blocks.get(i).group(1)));
    }
  }

  // A World has one namespace.
  private static String withoutNamespace(String yaml) {
    return NAMESPACE.matcher(yaml).replaceAll("");
  }

  // Blocks that name what is declared elsewhere, or what is somebody else's, are left aside, and
  // those that take something over, which PlanOfAdoptedTest holds against what is there, and what
  // administrators write.
  private static boolean isWhole(String yaml) {
    if (!yaml.contains("apiVersion: keyway.dev/") || yaml.contains("kind: AccountBinding")) {
      return false;
    }
    var forecast = plan(yaml);
    return forecast.waiting().isEmpty()
        && forecast.assumed().isEmpty()
        && forecast.unwritten().isEmpty()
        && forecast.objects().stream().noneMatch(AwsObject::adopted);
  }

  static Forecast plan(String yaml) {
    var manifests = new Manifests(Cluster.NAMESPACE);
    manifests.read("test", yaml);
    assertThat(manifests.problems()).isEmpty();
    return DryRun.of(
        manifests.all(), new Environment(World.ACCOUNT, World.REGION, World.CLUSTER, ""));
  }

  private static void agrees(String yaml) {
    var planned = planned(plan(yaml));
    try (var world = new PlainWorld()) {
      people(world.local, yaml);
      world.settle(yaml);
      var real = real(world.local);

      assertThat(planned.keySet()).isEqualTo(real.keySet());
      planned.forEach(
          (name, facts) -> assertThat(real.get(name)).as(name).containsAllEntriesOf(facts));
    }
  }

  @Test
  void whatOtherAccountsHaveToAddIsEnoughAndEachStatementIsNeeded() throws IOException {
    try (var world = new World()) {
      world.converge(Example.FIFO);
      var plan = plan(Example.FIFO.yaml());
      var added =
          Access.of(plan.held()).stream()
              .flatMap(access -> access.toAdd().stream())
              .toList()
              .getFirst()
              .toJson()
              .replace(plan.objects().getFirst().arn(), new Tampering(world).key());
      var policy = (ObjectNode) MAPPER.readTree(added);

      assertThat(obstacle(world, policy)).isEmpty();
      for (int i = 0; i < policy.withArray("Statement").size(); i++) {
        var less = policy.deepCopy();
        less.withArray("Statement").remove(i);
        assertThat(obstacle(world, less)).as("without statement %s", i).isNotEmpty();
      }
    }
  }

  private static Optional<?> obstacle(World world, ObjectNode policy) {
    RoleSpec.of(World.OTHER_ACCOUNT, "ledger-task")
        .withPolicy(policy.toString())
        .put(world.local.accounts());
    return world
        .local
        .state()
        .receiveObstacle(Example.FIFO.queueArn(), World.OTHER_ACCOUNT, "ledger-task");
  }

  private static void people(LocalAws local, String yaml) {
    for (var found : PERSON.matcher(yaml).results().toList()) {
      if (found.group(2).equals("role")) {
        RoleSpec.of(found.group(1), found.group(3)).put(local.accounts());
      } else {
        local.accounts().putUser(found.group(1), found.group(3), List.of());
      }
    }
    ACCOUNT.matcher(yaml).results().forEach(a -> local.accounts().addAccount(a.group(1)));
  }

  private static Map<String, Map<String, String>> planned(Forecast forecast) {
    Map<String, String> aliases = new HashMap<>();
    for (var object : forecast.objects()) {
      Optional.ofNullable(object.attributes().get("AliasName"))
          .ifPresent(alias -> aliases.put(object.arn(), alias));
    }
    Map<String, Map<String, String>> facts = new TreeMap<>();
    for (var object : forecast.objects()) {
      var attributes = new TreeMap<>(object.attributes());
      var name =
          switch (object.type()) {
            case KEY -> attributes.get("AliasName");
            case SUBSCRIPTION -> attributes.get("TopicArn") + " to " + attributes.get("Endpoint");
            case TOPIC, QUEUE -> object.arn();
          };
      facts.put(String.valueOf(name), facts(attributes, object.tags(), aliases));
    }
    return facts;
  }

  private static Map<String, Map<String, String>> real(LocalAws local) {
    var state = local.state();
    Map<String, String> aliases = new HashMap<>();
    Map<String, Map<String, String>> facts = new TreeMap<>();
    for (var key : state.keys(World.ACCOUNT, World.REGION)) {
      var attributes = new TreeMap<String, String>();
      attributes.put("Policy", key.policy());
      attributes.put("AliasName", key.aliases().getFirst());
      attributes.put("KeyState", "Enabled");
      attributes.put("Description", description(local, key.arn()));
      if (key.rotationEnabled()) {
        attributes.put("RotationPeriodInDays", Integer.toString(key.rotationPeriodDays()));
      }
      aliases.put(key.arn(), key.aliases().getFirst());
      facts.put(key.aliases().getFirst(), facts(attributes, key.tags(), aliases));
    }
    for (var topic : state.topics(World.ACCOUNT, World.REGION)) {
      facts.put(
          topic.arn(), facts(with(topic.attributes(), topic.policy()), topic.tags(), aliases));
      for (var one : topic.subscriptions()) {
        var attributes = new TreeMap<>(one.attributes());
        attributes.put("TopicArn", topic.arn());
        attributes.put("Endpoint", one.endpoint());
        attributes.put("Protocol", one.protocol());
        attributes.putIfAbsent("RawMessageDelivery", "false");
        facts.put(topic.arn() + " to " + one.endpoint(), facts(attributes, Map.of(), aliases));
      }
    }
    for (var queue : state.queues(World.ACCOUNT, World.REGION)) {
      var attributes = with(queue.attributes(), queue.policy().orElseThrow());
      facts.put(queue.arn(), facts(attributes, queue.tags(), aliases));
    }
    return facts;
  }

  private static String description(LocalAws local, String keyArn) {
    return new People(local).kms().describeKey(r -> r.keyId(keyArn)).keyMetadata().description();
  }

  private static Map<String, String> with(Map<String, String> attributes, String policy) {
    var all = new TreeMap<>(attributes);
    all.put("Policy", policy);
    return all;
  }

  // Attributes and tags, key ids replaced by aliases.
  private static Map<String, String> facts(
      Map<String, String> attributes, Map<String, String> tags, Map<String, String> aliases) {
    var facts = new TreeMap<>(attributes);
    tags.forEach((name, value) -> facts.put("tag " + name, value));
    facts.keySet().removeAll(GIVEN_OUT);
    facts.replaceAll((_, value) -> aliases.getOrDefault(value, value));
    facts.computeIfPresent("Policy", (_, policy) -> ROOT.matcher(policy).replaceAll("$1"));
    return facts;
  }
}
