package dev.keyway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.cli.KeywayScript.Ran;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keyway grants <kind>/<name>} reads the objects and ARNs of a real API server. */
class LiveGrantsIT {
  private static final String KEY =
      "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String EXTERNAL_KEY =
      "arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:blue-orders";
  private static String namespace = "";

  @TempDir Path folder;

  @BeforeAll
  static void prepare() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
    apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptionKey
        metadata:
          name: orders
        spec:
          users:
            - name: archive
              principal:
                roleArn: arn:aws:iam::777788889999:role/archive
              usage: Decrypt
        status:
          observedGeneration: 1
          keyArn: %s
          conditions:
            - type: Ready
              status: "True"
              reason: Proven
              message: Right.
              lastTransitionTime: "2026-01-01T00:00:00Z"
              observedGeneration: 1
        """
            .formatted(KEY));
    apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata:
          name: orders
        spec:
          encryption:
            mode: SharedKey
            keyRef:
              name: orders
          consumers:
            - name: ledger
              principal:
                roleArn: arn:aws:iam::444455556666:role/ledger-task
        status:
          observedGeneration: 1
          queueArn: %s
          keyArn: %s
          conditions:
            - type: Ready
              status: "False"
              reason: GrantRefused
              message: No room.
              lastTransitionTime: "2026-01-01T00:00:00Z"
              observedGeneration: 1
        """
            .formatted(QUEUE, KEY));
    apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata:
          name: invoices
        spec:
          encryption:
            mode: SharedKey
            keyArn: %1$s
          deadLetter:
            queueRef:
              name: dead
            maxReceiveCount: 5
        status:
          observedGeneration: 1
          queueArn: arn:aws:sqs:eu-central-1:111122223333:invoices
          keyArn: %1$s
          keyStatements:
            - keyArn: %1$s
              sid: KeywaySnsDeliveryfcc92705a7
              statement: '{"Sid":"KeywaySnsDeliveryfcc92705a7","Effect":"Allow"}'
              verdict: Proven
          conditions:
            - type: Ready
              status: "True"
              reason: Proven
              message: Right.
              lastTransitionTime: "2026-01-01T00:00:00Z"
              observedGeneration: 1
            - type: ReferencesResolved
              status: "False"
              reason: ReferenceNotFound
              message: The dead-letter queue is not there.
              lastTransitionTime: "2026-01-01T00:00:00Z"
              observedGeneration: 1
        """
            .formatted(EXTERNAL_KEY));
  }

  @AfterAll
  static void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void namesAndKeysAreThoseOfTheStatusAndWhatIsNotReadyIsSaid() throws Exception {
    var ran = keyway("grants", "encryptedqueue/orders", "-n", namespace);

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.stderr()).isEmpty();
    assertThat(ran.stdout())
        .contains(
            "arn:aws:iam::444455556666:role/ledger-task",
            "on " + QUEUE + ", for EncryptedQueue orders",
            "on " + KEY + ", for EncryptedQueue orders",
            "In account 444455556666, attach this to the role ledger-task",
            "\"Resource\": \"" + QUEUE + "\"",
            "\"Resource\": \"" + KEY + "\"",
            "EncryptedQueue orders: GrantRefused: No room.")
        .doesNotContain("archive");
  }

  @Test
  void aKeyTellsOfAllThatUseIt() throws Exception {
    var ran = keyway("grants", "enckey/orders", "-n", namespace);

    assertThat(ran.exit()).isZero();
    assertThat(ran.stdout()).contains("role/ledger-task", "role/archive").doesNotContain(QUEUE);
  }

  @Test
  void whatTheOwnerOfAKeyHasToAddAndWhatAReadyObjectLacksIsSaid() throws Exception {
    var ran = keyway("grants", "encqueue/invoices", "-n", namespace);

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.stdout())
        .contains(
            "The owner of " + EXTERNAL_KEY + "\nhas to add these statements to its policy:\n",
            "\"Sid\": \"KeywaySnsDeliveryfcc92705a7\"",
            "EncryptedQueue invoices: ReferenceNotFound: The dead-letter queue is not there.");
  }

  @Test
  void anObjectThatIsNotThereIsSaid() throws Exception {
    assertThat(keyway("grants", "encqueue/nothing", "-n", namespace))
        .isEqualTo(
            new Ran(2, "", "keyway: encqueue/nothing: is not in namespace " + namespace + "\n"));
  }

  @Test
  void aClusterThatDoesNotAnswerIsSaid() throws Exception {
    var ran =
        KeywayScript.run(
            folder,
            Map.of("KUBECONFIG", folder.resolve("none").toString()),
            "grants",
            "encqueue/orders",
            "-n",
            namespace);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.stdout()).isEmpty();
    assertThat(ran.stderr()).startsWith("keyway: cluster: cannot be read: ").hasLineCount(1);
  }

  private Ran keyway(String... args) throws IOException, InterruptedException {
    var kubeconfig = ControlPlane.kubeconfig().toAbsolutePath().toString();
    return KeywayScript.run(folder, Map.of("KUBECONFIG", kubeconfig), args);
  }

  private static void apply(String yaml) {
    var object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    var status = object.getAdditionalProperties().get("status");
    var client = ControlPlane.client();
    var created = client.resource(object).inNamespace(namespace).create();
    created.setAdditionalProperty("status", status);
    client.resource(created).inNamespace(namespace).updateStatus();
  }
}
