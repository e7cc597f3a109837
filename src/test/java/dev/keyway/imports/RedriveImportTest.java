package dev.keyway.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.imports.Existing.KeyOf;
import dev.keyway.imports.Imported.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedriveImportTest {
  private static final String SOURCE = "arn:aws:sqs:eu-central-1:111122223333:orders";
  private static final String DEAD = SOURCE + "-failed";
  private static final String MOVE =
      "sqs:StartMessageMoveTask sqs:ListMessageMoveTasks sqs:CancelMessageMoveTask";
  private static final String READ = "sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueUrl";

  /** Who; statements on the dead-letter queue; on its source; what is imported. */
  @ParameterizedTest(name = "{0} | {1} | {2} | {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          role/support | READ MOVE                       | sqs:SendMessage                 | redrive
          role/support | READ ; MOVE                     | sqs:SendMessage                 | redrive
          role/support | READ ; sqs:startmessagemovetask sqs:ListMessageMoveTasks ; sqs:CancelMessageMoveTask | SQS:sendmessage | redrive
          user/support | READ MOVE                       | sqs:SendMessage                 | redrive
          root         | READ MOVE                       | sqs:SendMessage                 | redrive
          role/support | READ MOVE                       | sqs:SendMessage sqs:GetQueueUrl | redrive producer
          role/support | READ MOVE                       | sqs:SendMessage ; sqs:GetQueueAttributes | redrive note
          role/support | READ MOVE sqs:PurgeQueue        | sqs:SendMessage                 | redrive note
          role/support | READ MOVE                       | sqs:*                           | redrive producer consumer note
          role/support | READ MOVE                       |                                 | note
          role/support | READ MOVE                       | sqs:ReceiveMessage              | consumer note
          role/support | READ sqs:StartMessageMoveTask   | sqs:SendMessage                 | producer note
          role/support | READ sqs:StartMessageMoveTask sqs:ListMessageMoveTasks | sqs:SendMessage  | producer note
          role/support | READ sqs:*MessageMoveTask*      | sqs:SendMessage                 | producer note
          role/support | sqs:*                           | sqs:SendMessage                 | producer note
          role/support | MOVE                            | sqs:SendMessage                 | producer note
          role/support | sqs:GetQueueAttributes MOVE     | sqs:SendMessage                 | producer note
          role/support | READ                            | sqs:SendMessage                 | producer
          """)
  void whoHasEveryCallOfRedriveMovesMessagesBack(
      String who, String dead, String source, String expected) {
    var principal = "arn:aws:iam::111122223333:" + who;
    var queues = queues(statements(dead, principal), statements(source, principal));

    assertThat(what(existing(queues))).isEqualTo(expected);
  }

  @Test
  void nobodyOfAnotherAccountDoes() {
    var principal = "arn:aws:iam::444455556666:role/support";
    var queues =
        queues(statements("READ MOVE", principal), statements("sqs:SendMessage", principal));

    assertThat(what(existing(queues))).isEqualTo("producer note");
  }

  @Test
  void nobodyDoesUnderAConditionThatTheGrantWouldNotHave() {
    var principal = "arn:aws:iam::111122223333:role/support";
    var move =
        statements("MOVE", principal)
            .replace(
                "\"Effect\"",
                "\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}},\"Effect\"");
    var queues =
        queues(
            statements("READ", principal) + "," + move, statements("sqs:SendMessage", principal));

    assertThat(what(existing(queues))).isEqualTo("producer note");
  }

  @Test
  void everySourceHasToLetThemSend() {
    var principal = "arn:aws:iam::111122223333:role/support";
    var queues =
        new ArrayList<>(
            queues(statements("READ MOVE", principal), statements("sqs:SendMessage", principal)));
    queues.add(queue(SOURCE + "-2", statements("sqs:SendMessage", principal), DEAD));
    assertThat(what(existing(queues))).isEqualTo("redrive");

    queues.set(2, queue(SOURCE + "-2", "", DEAD));
    assertThat(what(existing(queues))).isEqualTo("producer note");
  }

  @Test
  void whoSharesAStatementWithSomebodyWhoDoesNotIsToldApart() {
    var support = "arn:aws:iam::111122223333:role/support";
    var other = "arn:aws:iam::444455556666:role/other";
    var queues =
        queues(
            statements("READ MOVE", support + "\",\"" + other),
            statements("sqs:SendMessage", support));

    var dead = object(existing(queues), DEAD);
    assertThat(dead.grants().getOrDefault("consumers", List.of()))
        .extracting(NamedPrincipal::name)
        .containsExactly("support", "other");
    assertThat(dead.redriving()).containsExactly("support");
    assertThat(notes(dead)).isEqualTo(1);
    assertThat(yaml(existing(queues))).containsOnlyOnce("redrive: true");
  }

  @Test
  void aDeadLetterQueueWhoseSourcesAreNotImportedHasItsOwnHalf() {
    var principal = "arn:aws:iam::111122223333:role/support";
    var alone = List.of(queue(DEAD, statements("READ MOVE", principal), ""));

    assertThat(object(existing(alone), DEAD).redriving()).containsExactly("support");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sqs:GetQueueAttributes sqs:GetQueueUrl                  | note
          sqs:SendMessage sqs:GetQueueUrl sqs:GetQueueAttributes  | producer
          sqs:ReceiveMessage ; sqs:GetQueueUrl                    | consumer
          sqs:ChangeMessageVisibility                             | consumer
          """)
  void whoOnlyLooksAtAQueueReceivesNothing(String calls, String expected) {
    var source = statements(calls, "arn:aws:iam::444455556666:role/one");

    assertThat(what(existing(queues("", source)))).isEqualTo(expected);
  }

  /** Redrive on the dead-letter queue, fields of its source, notes of any. */
  private static String what(Existing existing) {
    var dead = object(existing, DEAD);
    var source = object(existing, SOURCE).grants();
    boolean noted =
        Importing.objects(existing, Map.of(), false).stream().anyMatch(o -> notes(o) > 0);
    return Stream.of(
            dead.redriving().isEmpty() ? "" : "redrive",
            source.containsKey("producers") ? "producer" : "",
            source.containsKey("consumers") ? "consumer" : "",
            noted ? "note" : "")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static long notes(Imported object) {
    return object.notes().stream()
        .map(Note::text)
        .filter(text -> text.startsWith("stays as it is"))
        .count();
  }

  private static String statements(String calls, String principal) {
    return calls == null
        ? ""
        : Stream.of(calls.split(";"))
            .map(one -> one.replace("READ", READ).replace("MOVE", MOVE).strip())
            .map(one -> String.join("\",\"", one.split(" +")))
            .map(
                actions ->
                    """
                    {"Effect":"Allow","Principal":{"AWS":["%s"]},"Action":["%s"],"Resource":"*"}
                    """
                        .formatted(principal, actions))
            .collect(Collectors.joining(","));
  }

  private static List<Existing.Queue> queues(String dead, String source) {
    return List.of(queue(SOURCE, source, DEAD), queue(DEAD, dead, ""));
  }

  private static Existing.Queue queue(String arn, String statements, String dead) {
    var attributes =
        Map.of(
            "SqsManagedSseEnabled",
            "true",
            "Policy",
            "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}",
            "RedrivePolicy",
            dead.isEmpty() ? "" : "{\"deadLetterTargetArn\":\"" + dead + "\"}");
    return new Existing.Queue(arn, attributes, Map.of(), new KeyOf.None());
  }

  private static Existing existing(List<Existing.Queue> queues) {
    return new Existing("111122223333", List.of(), List.of(), queues, List.of());
  }

  private static Imported object(Existing existing, String arn) {
    return Importing.objects(existing, Map.of(), false).stream()
        .filter(object -> object.arn().equals(arn))
        .findFirst()
        .orElseThrow();
  }

  private static String yaml(Existing existing) {
    return Manifests.yaml(
        Importing.objects(existing, Map.of(), false), new Manifests.Style("", true));
  }
}
