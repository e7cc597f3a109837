package dev.keyway.subscription;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyway.api.v1alpha1.Management;
import dev.keyway.delivery.Chain.Seen;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Plans;
import dev.keyway.subscription.SubscriptionObservation.Mismatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionPlannerTest {
  private static final String FILTER = "filterPolicy: {store: [example, {prefix: a}]}";
  private static final String SCOPE = "filterPolicyScope: MessageBody\n";
  private static final String BODY = SCOPE + "filterPolicy: {order: {kind: [book]}}";
  private static final String NESTED = "{\"order\":{\"kind\":[\"book\"]}}";

  @Test
  void aQueueIsSubscribedOnceEverythingIsGranted() {
    var plan = SubscriptionCase.notSubscribed("rawMessageDelivery: true\n" + FILTER).plan();

    assertThat(actions(plan)).containsExactly("Subscribe");
    assertThat(Plans.action(plan, SubscriptionAction.Subscribe.class).attributes())
        .containsEntry("RawMessageDelivery", "true")
        .containsEntry("FilterPolicy", "{\"store\":[\"example\",{\"prefix\":\"a\"}]}");
    assertThat(plan.differences()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ENCRYPTED_QUEUE, REPORT, Blocked BlockedByReport",
    "ENCRYPTED_QUEUE, PAUSED, Blocked BlockedByPaused",
    "ENCRYPTED_TOPIC, PAUSED, Blocked QueueGrantPending",
    "ENCRYPTION_KEY, PAUSED, Blocked QueueGrantPending"
  })
  void whoeverMayNotGrantIsNamed(Kind kind, Management mode, String expected) {
    var given = SubscriptionCase.notSubscribed("").held(kind, mode);
    given.granted = false;

    assertThat(end(given.plan())).isEqualTo(expected);
  }

  @Test
  void withReportASubscriptionIsPlannedThoughItsQueueIsNotReady() {
    var given = SubscriptionCase.notSubscribed("management: Report\n");
    given.granted = false;

    assertThat(actions(given.plan())).containsExactly("Subscribe");
  }

  @Test
  void aFilterThatIsNotWantedIsNotSaidAtBirth() {
    var plan = SubscriptionCase.notSubscribed("").plan();

    assertThat(Plans.action(plan, SubscriptionAction.Subscribe.class).attributes())
        .isEqualTo(Map.of("RawMessageDelivery", "false"));
  }

  @Test
  void aFilterOnBodiesIsBornWithItsScope() {
    var plan = SubscriptionCase.notSubscribed(BODY).plan();

    assertThat(Plans.action(plan, SubscriptionAction.Subscribe.class).attributes())
        .containsEntry("FilterPolicy", NESTED)
        .containsEntry("FilterPolicyScope", "MessageBody");
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        arguments("filterPolicy: {a: {b: [c]}}", "filterPolicy.a holds names in turn"),
        arguments("filterPolicy: {a: b}", "filterPolicy.a must be a list"),
        arguments("filterPolicy: {a: []}", "filterPolicy.a must be a list"),
        arguments(SCOPE + "filterPolicy: {a: {b: {}}}", "filterPolicy.a.b must be a list"),
        arguments(SCOPE + "filterPolicy: {a: {b: c}}", "filterPolicy.a.b must be a list"),
        arguments(SCOPE + "filterPolicy: {a: {b: []}}", "filterPolicy.a.b must be a list"),
        arguments(
            SCOPE + "filterPolicy: {$or: [{a: [b]}, {a: {b: c}}]}",
            "filterPolicy.$or.a.b must be a list"),
        arguments(
            "filterPolicy: {$or: [{a: [b]}, {a: {b: [c]}}]}", "filterPolicy.$or.a holds names"),
        arguments("filterPolicy: {a: " + values(10) + ", b: " + values(16) + "}", "160"),
        arguments(SCOPE + "filterPolicy: {a: {b: " + values(76) + "}}", "152"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aFilterThatSnsWouldRefuseIsInvalidBeforeAnyCall(String more, String message) {
    for (var given :
        List.of(
            SubscriptionCase.notSubscribed(more),
            SubscriptionCase.converged("").spec(SubscriptionCase.SPEC + more))) {
      var plan = given.plan();

      assertThat(actions(plan)).isEmpty();
      assertThat(end(plan)).isEqualTo("Invalid InvalidFilterPolicy");
      assertThat(message(plan)).contains(message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filterPolicy: {$or: [{a: [b]}, {c: [{exists: false}]}], d: [null, 1, true]}",
        "filterPolicy: {$or: [a, b]}",
        "filterPolicyScope: MessageAttributes\nfilterPolicy: {a: [b]}",
        SCOPE + "filterPolicy: {a: {b: {c: [d]}}, $or: [{e: [1]}, {f: {g: [2]}}]}"
      })
  void aFilterThatSnsTakesIsTaken(String more) {
    assertThat(actions(SubscriptionCase.notSubscribed(more).plan())).containsExactly("Subscribe");
  }

  @Test
  void itWaitsForWhatIsMissingByName() {
    var given = SubscriptionCase.notSubscribed("");
    given.missing = List.of("EncryptedTopic \"orders\"", "EncryptedQueue \"orders\"");
    given.waitsOn = Set.of("EncryptedTopic/shop/orders", "EncryptedQueue/shop/orders");

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked ReferenceNotFound");
    assertThat(message(plan))
        .isEqualTo("Waits for EncryptedTopic \"orders\" and EncryptedQueue \"orders\".");
    assertThat(on(plan)).isEqualTo(given.waitsOn);
  }

  @ParameterizedTest
  @CsvSource({
    "queue policy,   Blocked QueueGrantPending, QueuePolicyAdmitsTopic",
    "queue unread,   Blocked QueueGrantPending, QueueExists",
    "key disabled,   Blocked KeyGrantPending,   KeyEnabled",
    "key state unread, Blocked DeliveryUnknown, KeyEnabled",
    "key policy,     Blocked KeyGrantPending,   KeyPolicyAdmitsSns",
    "key policy unread, Blocked DeliveryUnknown, KeyPolicyAdmitsSns",
    "not recorded,   Blocked QueueGrantPending, recorded"
  })
  void nothingIsSubscribedBeforeEveryGrantIsProven(String what, String end, String message) {
    var given = without(SubscriptionCase.notSubscribed(""), what);

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo(end);
    assertThat(message(plan)).contains(message);
    assertThat(on(plan)).contains(SubscriptionCase.TOPIC, SubscriptionCase.QUEUE);
  }

  @Test
  void itIsWokenByTheKeyToo() {
    var plan = without(SubscriptionCase.notSubscribed(""), "key policy").plan();

    assertThat(on(plan)).contains(SubscriptionCase.KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "FIFO, Invalid FifoMismatch",
    "REGION, Invalid RegionMismatch",
    "AWS_MANAGED_KEY, Invalid AwsManagedKeyCannotReceive"
  })
  void whatCanNeverWorkIsInvalid(Mismatch mismatch, String end) {
    var given = SubscriptionCase.notSubscribed("");
    given.mismatch = Optional.of(mismatch);

    assertThat(actions(given.plan())).isEmpty();
    assertThat(end(given.plan())).isEqualTo(end);
  }

  @Test
  void whatStillDeliversIsKeptRightWhileItsQueueIsToLeave() {
    var given = SubscriptionCase.converged("").attribute("RawMessageDelivery", "true");
    given.mismatch = Optional.of(Mismatch.AWS_MANAGED_KEY);

    assertThat(actions(given.plan())).containsExactly("SetAttribute");
    given.attribute("RawMessageDelivery", "false");
    assertThat(actions(given.plan())).isEmpty();
    assertThat(end(given.plan())).isEqualTo("Invalid AwsManagedKeyCannotReceive");
    assertThat(message(given.plan())).contains("OwnKey, SharedKey or ServiceManaged");
  }

  @Test
  void theYoungerOfTwoTwinsIsInvalid() {
    var given = SubscriptionCase.converged("");
    given.olderTwin = Optional.of("first");

    assertThat(actions(given.plan())).isEmpty();
    assertThat(end(given.plan())).isEqualTo("Invalid DuplicateSubscription");
    assertThat(message(given.plan())).contains("\"first\"");
  }

  @Test
  void aSubscriptionThatSomebodyEndedIsDriftAndComesBack() {
    var plan = SubscriptionCase.notSubscribed("").remembered().plan();

    assertThat(actions(plan)).containsExactly("Subscribe");
    assertThat(drift(plan)).containsExactly("Subscription BROKEN");
  }

  @Test
  void aSubscriptionThatSomebodyEndedIsReportedWhileItCannotComeBack() {
    var given = without(SubscriptionCase.notSubscribed("").remembered(), "key disabled");

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked KeyGrantPending");
    assertThat(drift(plan)).containsExactly("Subscription BROKEN");
  }

  static Stream<Arguments> changesOfFilter() {
    var flat = "FilterPolicy={\"store\":[\"example\",{\"prefix\":\"a\"}]}";
    var nested = "FilterPolicy=" + NESTED;
    var none = "FilterPolicy={}";
    var onBody = "FilterPolicyScope=MessageBody";
    var onAttributes = "FilterPolicyScope=MessageAttributes";
    return Stream.of(
        arguments("", FILTER, List.of(flat)),
        arguments("", BODY, List.of(onBody, nested)),
        arguments(FILTER, "", List.of(none)),
        arguments(BODY, "", List.of(none, onAttributes)),
        arguments(FILTER, BODY, List.of(none, onBody, nested)),
        arguments(BODY, FILTER, List.of(none, onAttributes, flat)),
        arguments(FILTER, SCOPE + FILTER, List.of(onBody)),
        arguments(SCOPE + FILTER, FILTER, List.of(onAttributes)),
        arguments(FILTER, "filterPolicyScope: MessageAttributes\n" + FILTER, List.of()),
        arguments(BODY, SCOPE + FILTER, List.of(flat)));
  }

  @ParameterizedTest
  @MethodSource("changesOfFilter")
  void noStepOfAChangeOfTheFilterIsRefusedOrDropsWhatBothFiltersWant(
      String before, String after, List<String> calls) {
    var given = SubscriptionCase.converged(before).spec(SubscriptionCase.SPEC + after);
    given.status = null;

    var plan = given.plan();

    assertThat(plan.differences()).isEmpty();
    assertThat(plan.steps())
        .extracting(
            step ->
                step.action() instanceof SubscriptionAction.SetAttribute(var _, var name, var value)
                    ? name + "=" + value
                    : step.toString())
        .isEqualTo(calls);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void aChangeOfTheFilterThatWasCutGoesOnWhereItStands(int done) {
    var given = SubscriptionCase.converged(FILTER).attribute("FilterPolicy", null);
    if (done == 2) {
      given.attribute("FilterPolicyScope", "MessageBody");
    }
    given.spec(SubscriptionCase.SPEC + BODY).status = null;

    assertThat(actions(given.plan())).hasSize(3 - done);
    given.recent = Map.of("FilterPolicy", NESTED, "FilterPolicyScope", "MessageBody");
    assertThat(actions(given.plan())).as("written, and not shown yet").isEmpty();
    assertThat(end(given.plan())).isEqualTo("InProgress Propagating");
  }

  @Test
  void aFilterAndAScopeThatSomebodyChangedAreDriftOnceEach() {
    var plan =
        SubscriptionCase.converged(BODY)
            .attribute("FilterPolicy", "{\"a\":[\"b\"]}")
            .attribute("FilterPolicyScope", null)
            .plan();

    assertThat(drift(plan))
        .containsExactlyInAnyOrder("FilterPolicyScope CHANGED", "FilterPolicy CHANGED");
    assertThat(actions(plan)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rawMessageDelivery: true", FILTER, BODY})
  void nothingIsWrittenToASubscriptionThatIsInLine(String more) {
    var plan = SubscriptionCase.converged(more).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
    assertThat(end(plan)).isEqualTo("Done");
  }

  @Test
  void aFilterPolicyIsComparedAsJson() {
    var given =
        SubscriptionCase.converged(FILTER)
            .attribute("FilterPolicy", "{ \"store\" : [ \"example\", { \"prefix\" : \"a\" } ] }");

    assertThat(actions(given.plan())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RawMessageDelivery | true           | false",
        "FilterPolicy       | {\"a\":[\"b\"]} | {}",
        "FilterPolicy       | no JSON        | {}",
        "FilterPolicyScope  | MessageBody    | MessageAttributes"
      })
  void anAttributeThatSomebodyChangedIsDriftAndIsRepaired(
      String name, String observed, String wanted) {
    var plan = SubscriptionCase.converged("").attribute(name, observed).plan();

    assertThat(plan.steps())
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.action())
                    .isEqualTo(
                        new SubscriptionAction.SetAttribute(SubscriptionCase.ARN, name, wanted)));
    assertThat(drift(plan)).containsExactly(name + " CHANGED");
  }

  @Test
  void whatWasJustWrittenIsNeitherWrittenAgainNorDrift() {
    var given = SubscriptionCase.converged(FILTER).attribute("FilterPolicy", null);
    given.recent = Map.of("FilterPolicy", "{\"store\":[\"example\",{\"prefix\":\"a\"}]}");

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
    assertThat(end(plan)).isEqualTo("InProgress Propagating");
  }

  @ParameterizedTest
  @CsvSource({
    "queue policy,      Blocked NotDeliverable,  QueuePolicyAdmitsTopic",
    "key disabled,      Blocked NotDeliverable,  KeyEnabled",
    "key policy,        Blocked NotDeliverable,  KeyPolicyAdmitsSns",
    "queue unread,      Blocked DeliveryUnknown, QueueExists",
    "key state unread,  Blocked DeliveryUnknown, KeyEnabled",
    "key policy unread, Blocked DeliveryUnknown, KeyPolicyAdmitsSns"
  })
  void aSubscriptionIsReadyOnlyWhileEveryLinkIsProven(String what, String end, String message) {
    var given = without(SubscriptionCase.converged(""), what);

    var plan = given.plan();

    assertThat(actions(plan)).as("the subscription itself stays").isEmpty();
    assertThat(end(plan)).isEqualTo(end);
    assertThat(message(plan)).startsWith(message + ": ");
    assertThat(on(plan))
        .contains(SubscriptionCase.TOPIC, SubscriptionCase.QUEUE, SubscriptionCase.KEY);
  }

  @Test
  void aSubscriptionWhoseReferencesAreGoneStaysAndSaysSo() {
    var given = SubscriptionCase.converged("");
    given.missing = List.of("EncryptedQueue \"orders\"");

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked ReferenceNotFound");
  }

  private static SubscriptionCase without(SubscriptionCase given, String what) {
    switch (what) {
      case "queue policy" ->
          given.queue = new Seen.Value<>(Map.of("KmsMasterKeyId", SubscriptionCase.KEY));
      case "queue unread" -> given.queue = new Seen.Unreadable<>("AWS denies it");
      case "key disabled" -> given.keyState = new Seen.Value<>("Disabled");
      case "key state unread" -> given.keyState = new Seen.Unreadable<>("AWS denies it");
      case "key policy" -> given.keyPolicy = new Seen.Value<>("{\"Statement\":[]}");
      case "key policy unread" -> given.keyPolicy = new Seen.Unreadable<>("AWS denies it");
      default -> given.granted = false;
    }
    return given;
  }

  private static String values(int count) {
    return IntStream.range(0, count).boxed().toList().toString();
  }

  private static Set<String> on(Plan<SubscriptionAction> plan) {
    return plan.outcome() instanceof Outcome.Blocked(var _, var _, var on) ? on : Set.of();
  }
}
