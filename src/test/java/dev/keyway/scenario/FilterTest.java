package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keyway.api.v1alpha1.FilterPolicyScope;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.call.Fault;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Which messages pass a filter, and that no change of it loses one that both filters want. */
class FilterTest {
  private static final String TOPIC = Example.MINIMAL.topicArn();
  private static final String QUEUE = Example.MINIMAL.queueArn();
  private static final String ON_ATTRIBUTES = "  filterPolicy: {kind: [book]}\n";
  private static final String ON_BODY =
      """
        filterPolicyScope: MessageBody
        filterPolicy: {order: {kind: [book], total: [{numeric: ['>', 10]}]}}
      """;
  private static final String WANTED = "{\"order\":{\"kind\":\"book\",\"total\":%d}}";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aMessageArrivesByWhatItsBodySays() {
    begin(world, "");
    change(world, ON_BODY);

    publish(world, "{\"order\":{\"kind\":\"pen\",\"total\":11}}", "book");
    publish(world, "{\"order\":{\"kind\":\"book\",\"total\":10}}", "book");
    publish(world, "no JSON", "book");
    publish(world, WANTED.formatted(11), "pen");

    assertThat(received(world)).containsExactly(WANTED.formatted(11));
    var effective = Objects.requireNonNull(status().effective());
    assertThat(effective.filterPolicyScope()).isEqualTo(FilterPolicyScope.MESSAGE_BODY);
    assertThat(effective.filterPolicy()).contains("\"order\":{\"kind\":[\"book\"]");
  }

  @Test
  void aFilterThatIsRemovedLetsEverythingThroughAndLeavesAwssDefault() {
    begin(world, ON_BODY);
    change(world, "");

    publish(world, "no JSON", "pen");

    assertThat(received(world)).containsExactly("no JSON");
    assertThat(attributes(world))
        .doesNotContainKey("FilterPolicy")
        .containsEntry("FilterPolicyScope", "MessageAttributes");
    assertThat(Objects.requireNonNull(status().effective()).filterPolicyScope()).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noCallOfAChangeOfScopeIsRefusedAndCutAnywhereNoneLosesAMessage(boolean toBody) {
    var before = toBody ? ON_ATTRIBUTES : ON_BODY;
    var after = toBody ? ON_BODY : ON_ATTRIBUTES;
    for (var where : List.of(Cutter.Where.BEFORE_CALL, Cutter.Where.AFTER_CALL)) {
      for (int n = 1; n <= calls(before, after); n++) {
        cut(before, after, where, n);
      }
    }
  }

  private int calls(String before, String after) {
    try (var other = new World()) {
      begin(other, before);
      int calls = other.cutter.calls();
      change(other, after);
      assertThat(other.local.calls().where(c -> c.isMutating() && !c.succeeded())).isEmpty();
      assertThat(other.local.calls().count("SetSubscriptionAttributes")).isEqualTo(3);
      return other.cutter.calls() - calls;
    }
  }

  private void cut(String before, String after, Cutter.Where where, int n) {
    try (var other = new World()) {
      begin(other, before);
      other.cluster.apply(subscription(after));
      other.cutter.arm(where, n);
      assertThat(catchThrowable(other::settle)).isInstanceOf(Cutter.Killed.class);
      publish(other, WANTED.formatted(11), "book");
      other.restart();
      other.settle();
      publish(other, WANTED.formatted(12), "book");
      publish(other, "no JSON", "pen");

      assertThat(received(other))
          .as(where + " " + n)
          .containsExactly(WANTED.formatted(11), WANTED.formatted(12));
      assertThat(other.local.calls().where(c -> c.isMutating() && !c.succeeded())).isEmpty();
    }
  }

  @Test
  void aFailingCallInTheMiddleIsMadeGood() {
    for (int n = 1; n <= 3; n++) {
      try (var other = new World()) {
        begin(other, ON_ATTRIBUTES);
        var fault = Fault.nth(n, "SetSubscriptionAttributes", new Fault.Effect.TimeoutAfter());
        other.local.faults().add(fault.times(2).forCaller(World.OPERATOR));
        change(other, ON_BODY);

        assertThat(attributes(other)).containsEntry("FilterPolicyScope", "MessageBody");
        publish(other, WANTED.formatted(11), "pen");
        publish(other, "no JSON", "book");
        assertThat(received(other)).containsExactly(WANTED.formatted(11));
      }
    }
  }

  @Test
  void aFilterThatSomebodyReplacedIsReportedAndRepaired() {
    begin(world, ON_BODY);
    world.elapse(Duration.ofMinutes(2));
    var arn = world.local.state().subscriptions(TOPIC).getFirst().arn();
    for (var change :
        List.of(
            Map.entry("FilterPolicy", "{\"a\":[\"b\"]}"),
            Map.entry("FilterPolicyScope", "MessageAttributes"))) {
      world
          .people
          .sns()
          .setSubscriptionAttributes(
              r ->
                  r.subscriptionArn(arn)
                      .attributeName(change.getKey())
                      .attributeValue(change.getValue()));
    }

    world.elapse(World.CHECK.plusSeconds(1));

    assertThat(status().drift())
        .extracting(entry -> entry.path() + " " + entry.action())
        .containsExactlyInAnyOrder("FilterPolicy REPAIRED", "FilterPolicyScope REPAIRED");
    publish(world, WANTED.formatted(11), "pen");
    assertThat(received(world)).containsExactly(WANTED.formatted(11));
    world.local.calls().clear();
    world.elapse(World.CHECK.multipliedBy(2));
    assertThat(world.local.calls().where(Call::isMutating)).isEmpty();
  }

  private static void begin(World world, String filter) {
    world.apply(Example.MINIMAL);
    change(world, filter);
    world.local.calls().clear();
  }

  private static void change(World world, String filter) {
    world.cluster.apply(subscription(filter));
    world.settle();
  }

  private static String subscription(String filter) {
    return Example.documents(Example.MINIMAL.yaml()).getLast()
        + "  rawMessageDelivery: true\n"
        + filter;
  }

  private static void publish(World world, String body, String kind) {
    var attribute = MessageAttributeValue.builder().dataType("String").stringValue(kind).build();
    world
        .people
        .sns(World.ACCOUNT, "checkout")
        .publish(r -> r.topicArn(TOPIC).message(body).messageAttributes(Map.of("kind", attribute)));
  }

  private static List<String> received(World world) {
    var bodies = new ArrayList<String>();
    world
        .local
        .state()
        .queue(QUEUE)
        .orElseThrow()
        .messages()
        .forEach(message -> bodies.add(message.body()));
    return bodies;
  }

  private static Map<String, String> attributes(World world) {
    return world.local.state().subscriptions(TOPIC).getFirst().attributes();
  }

  private TopicSubscriptionStatus status() {
    return (TopicSubscriptionStatus) world.status(Kind.TOPIC_SUBSCRIPTION, "orders");
  }
}
