package dev.keyway.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the records can say survives the API server: nothing is pruned, cut or refused. */
class RoundTripIT {
  private static final List<PrincipalAccess> ACCESS =
      List.of(
          new PrincipalAccess(AccessRole.CONSUMER, "one", true, null, null),
          new PrincipalAccess(AccessRole.PRODUCER, "one", false, "{}", "why"));
  private static final String TIME = "2026-11-23T10:00:00Z";
  private static final String ARN = "arn:aws:sqs:eu-central-1:111122223333:orders";
  private static final List<Condition> CONDITIONS =
      List.of(
          new Condition("Ready", ConditionStatus.TRUE, "Converged", "", TIME, 1L),
          new Condition(
              "Drifted", ConditionStatus.UNKNOWN, "NotRead", "m".repeat(40_000), TIME, 1L));
  private static final List<DriftEntry> DRIFT =
      Collections.nCopies(
          20,
          new DriftEntry(
              "policy",
              "w".repeat(300),
              null,
              Impact.LOOSENED,
              TIME,
              DriftAction.REPAIRED,
              TIME,
              4,
              TIME,
              "a role can call it"));
  private static final List<PlannedChange> PLAN =
      Collections.nCopies(20, new PlannedChange("SetPolicy", "p".repeat(300)));

  private static String namespace = "";

  @BeforeAll
  static void prepare() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
  }

  @AfterAll
  static void release() {
    ControlPlane.release(namespace);
  }

  private static final AdoptionStatus ADOPTION =
      new AdoptionStatus(
          List.of("VisibilityTimeout"),
          List.of(
              new ForeignStatement("v1:c0ffee", "theirs", TIME, null),
              new ForeignStatement("v1:c0ffee#2", null, null, TIME)),
          TIME);

  @Test
  void encryptionKey() throws IOException {
    survives(
        EncryptionKey.class,
        new EncryptionKeyStatus(
            1L,
            CONDITIONS,
            ARN,
            "alias/keyway/a/b",
            "eu-central-1",
            new KeyCreation("nonce", TIME),
            new EffectiveKey("PendingDeletion", true, 365, TIME),
            List.of(
                new KeyUse(ARN, "EncryptedQueue", "orders", true, null, null, null),
                new KeyUse(ARN + "-2", "EncryptedTopic", null, null, true, TIME, TIME)),
            DRIFT,
            "v1:c0ffee",
            List.of(
                new KeyDeadLetter(ARN, TIME, TIME, TIME),
                new KeyDeadLetter(ARN + "-2", TIME, null, null)),
            ADOPTION,
            PLAN,
            TIME,
            ACCESS,
            TIME));
  }

  private static final List<KeyStatement> STATEMENTS =
      List.of(
          new KeyStatement(ARN, "KeywayConsumersc0ffee", "{}", Verdict.PROVEN, TIME, TIME),
          new KeyStatement(ARN, "KeywayProducersc0ffee", "{}", Verdict.UNKNOWN, null, null));

  @Test
  void encryptedTopic() throws IOException {
    survives(
        EncryptedTopic.class,
        new EncryptedTopicStatus(
            1L,
            CONDITIONS,
            ARN,
            "eu-central-1",
            ARN,
            new EffectiveTopic(
                ARN, true, "D", 2, Tracing.ACTIVE, 30, new EffectiveDeliveryLogging(ARN, ARN, 5)),
            new KeyMove(ARN, "v1:c0ffee", TIME),
            List.of(new RetiringKey(ARN, TIME, TIME), new RetiringKey(ARN + "-2", null, null)),
            DRIFT,
            "v1:c0ffee",
            STATEMENTS,
            ADOPTION,
            PLAN,
            TIME,
            ACCESS));
  }

  @Test
  void encryptedQueue() throws IOException {
    survives(
        EncryptedQueue.class,
        new EncryptedQueueStatus(
            1L,
            CONDITIONS,
            ARN,
            "http://127.0.0.1:4566/111122223333/orders",
            "eu-central-1",
            ARN,
            new EffectiveQueue(
                ARN,
                false,
                true,
                30,
                0,
                345_600,
                1_048_576,
                0,
                300,
                new EffectiveRedrive(ARN, 5, RedriveAllowMode.BY_QUEUE, List.of(ARN))),
            List.of(new QueueSource(ARN, TIME, true), new QueueSource(ARN + "-2", null, null)),
            new KeyMove(ARN, "v1:c0ffee", TIME),
            List.of(new RetiringKey(ARN, TIME, TIME), new RetiringKey(ARN + "-2", null, null)),
            DRIFT,
            "v1:c0ffee",
            STATEMENTS,
            ADOPTION,
            PLAN,
            TIME,
            ACCESS));
  }

  @Test
  void topicSubscription() throws IOException {
    survives(
        TopicSubscription.class,
        new TopicSubscriptionStatus(
            1L,
            CONDITIONS,
            ARN + ":c0ffee00-0000-4000-8000-000000000000",
            ARN,
            ARN,
            new EffectiveSubscription(
                true, "{\"store\":[\"a\"]}", FilterPolicyScope.MESSAGE_ATTRIBUTES, TIME, ARN),
            List.of(
                new DeliveryLink("QueuePolicy", Verdict.PROVEN, "the policy allows it"),
                new DeliveryLink("KeyPolicy", Verdict.UNKNOWN, "")),
            DRIFT,
            PLAN,
            TIME,
            new SubscriptionReplay(TIME, TIME, TIME, "Completed"),
            new SubscriptionDeadLetterState(ARN, TIME),
            ADOPTION));
  }

  private static <S, T, R extends CustomResource<S, @Nullable T>> void survives(
      Class<R> kind, T status) throws IOException {
    var fixture =
        Path.of(
            "src",
            "test",
            "resources",
            "admission",
            kind.getSimpleName().toLowerCase(Locale.ROOT),
            "valid-everything.yaml");
    var wanted = Serialization.unmarshal(Files.readString(fixture), kind);

    var created = ControlPlane.client().resource(wanted).inNamespace(namespace).create();
    created.setStatus(status);
    ControlPlane.client().resource(created).inNamespace(namespace).updateStatus();

    var read = ControlPlane.client().resource(wanted).inNamespace(namespace).get();
    assertThat(read.getSpec()).isEqualTo(wanted.getSpec());
    assertThat(read.getStatus()).isEqualTo(status);
  }
}
