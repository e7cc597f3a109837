package dev.keyway.scenario;

import static dev.keyway.scenario.Tampering.QUEUE;
import static dev.keyway.scenario.Tampering.changed;
import static dev.keyway.scenario.Tampering.statement;
import static dev.keyway.scenario.Tampering.with;
import static dev.keyway.scenario.Tampering.without;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.reconcile.Kind;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people do to the policy of a queue. */
final class QueuePolicyDriftCases {
  private static final String ANYONE = "{\"AWS\":\"*\"}";
  private static final String CONSUMERS = "KeywayConsumers";
  private static final String SNS = "KeywaySnsDelivery";
  private static final String TLS = "KeywayTlsOnly";

  private QueuePolicyDriftCases() {}

  static Stream<DriftCase> all() {
    return Stream.concat(loosened(), others());
  }

  private static Stream<DriftCase> loosened() {
    return Stream.of(
        edited(
            "the consumers' principal set to *",
            CONSUMERS,
            s -> s.set("Principal", Tampering.json(ANYONE))),
        edited(
            "a role added to the consumers",
            CONSUMERS,
            s -> s.set("Principal", Tampering.json(Tampering.roles("ledger-task", "audit")))),
        edited(
            "the consumers' role replaced by its whole account",
            CONSUMERS,
            s -> s.set("Principal", Tampering.json("{\"AWS\":\"" + World.OTHER_ACCOUNT + "\"}"))),
        edited(
            "sqs:SetQueueAttributes added to the consumers' actions",
            CONSUMERS,
            s -> s.withArray("Action").add("sqs:SetQueueAttributes")),
        edited(
            "the consumers' actions replaced by NotAction",
            CONSUMERS,
            s -> {
              s.remove("Action");
              s.put("NotAction", "sqs:DeleteQueue");
            }),
        edited(
            "the condition on the topic removed from the statement for SNS",
            SNS,
            s -> s.remove("Condition")),
        edited(
            "the condition on the topic loosened to a pattern",
            SNS,
            s ->
                s.set(
                    "Condition",
                    Tampering.json("{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:*:*\"}}"))),
        edited(
            "another account's topic added to the statement for SNS",
            SNS,
            s ->
                s.set(
                    "Condition",
                    Tampering.json(
                        "{\"ArnEquals\":{\"aws:SourceArn\":[\"%s\",\"%s\"]}}"
                            .formatted(
                                Tampering.TOPIC,
                                "arn:aws:sns:eu-central-1:444455556666:theirs.fifo")))),
        queue("the Deny without TLS removed", t -> t.queuePolicy(without(t.queuePolicy(), TLS))),
        edited(
            "the Deny without TLS narrowed to one action",
            TLS,
            s -> s.put("Action", "sqs:SendMessage")),
        foreign("a foreign Allow for another account added", "Allow", role("audit")),
        foreign("a foreign Allow for everybody added", "Allow", ANYONE));
  }

  private static Stream<DriftCase> others() {
    return Stream.of(
        queue("the policy removed", t -> t.queuePolicy("")),
        queue("the statement for SNS removed", t -> t.queuePolicy(without(t.queuePolicy(), SNS))),
        queue(
            "the statement for consumers removed",
            t -> t.queuePolicy(without(t.queuePolicy(), CONSUMERS))),
        edited(
            "sqs:DeleteMessage taken out of the consumers' actions",
            CONSUMERS,
            s -> s.put("Action", "sqs:ReceiveMessage")),
        foreign("a foreign Deny added, which stops the consumers", "Deny", role("ledger-task")),
        queue(
            "a foreign Deny added, and a role let in at once",
            t ->
                t.queuePolicy(
                    with(
                        changed(
                            t.queuePolicy(),
                            CONSUMERS,
                            s -> s.set("Principal", Tampering.json(ANYONE))),
                        statement("Deny", role("audit"), "sqs:PurgeQueue", QUEUE)))),
        foreign("a foreign Deny added that stops nobody whom a spec names", "Deny", role("audit")),
        queue(
            "the consumer's role deleted (the policy shows AROA…)",
            t -> t.deleteRole(World.OTHER_ACCOUNT, "ledger-task")),
        queue(
            "the consumer's role deleted and made anew",
            t -> {
              t.deleteRole(World.OTHER_ACCOUNT, "ledger-task");
              t.createRole(World.OTHER_ACCOUNT, "ledger-task");
            }));
  }

  private static String role(String name) {
    return Tampering.role(World.OTHER_ACCOUNT, name);
  }

  private static DriftCase foreign(String title, String effect, String principal) {
    return queue(
        title,
        t ->
            t.queuePolicy(
                with(t.queuePolicy(), statement(effect, principal, "sqs:ReceiveMessage", QUEUE))));
  }

  private static DriftCase edited(String title, String sid, Consumer<ObjectNode> edit) {
    return queue(title, t -> t.queuePolicy(changed(t.queuePolicy(), sid, edit)));
  }

  private static DriftCase queue(String title, Consumer<Tampering> by) {
    return DriftCase.of(Kind.ENCRYPTED_QUEUE, title, by);
  }
}
