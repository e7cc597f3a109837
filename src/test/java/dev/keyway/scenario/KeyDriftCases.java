package dev.keyway.scenario;

import static dev.keyway.scenario.Tampering.changed;
import static dev.keyway.scenario.Tampering.role;
import static dev.keyway.scenario.Tampering.root;
import static dev.keyway.scenario.Tampering.statement;
import static dev.keyway.scenario.Tampering.with;
import static dev.keyway.scenario.Tampering.without;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.reconcile.Kind;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people do to a KMS key and its alias. */
final class KeyDriftCases {
  private static final String CONSUMERS = "KeywayConsumers";
  private static final String SNS = "KeywaySnsDelivery";

  private KeyDriftCases() {}

  static Stream<DriftCase> all() {
    return Stream.concat(policy(), others());
  }

  private static Stream<DriftCase> policy() {
    return Stream.of(
        key("the statement for SNS removed", t -> t.keyPolicy(without(t.keyPolicy(), SNS))),
        key(
            "the statement for consumers removed",
            t -> t.keyPolicy(without(t.keyPolicy(), CONSUMERS))),
        key(
            "the whole policy replaced by AWS's default",
            t -> t.keyPolicy(with("", statement("Allow", root(), "kms:*", "*")))),
        edited(
            "a role added to the consumers",
            CONSUMERS,
            s -> s.set("Principal", Tampering.json(Tampering.roles("ledger-task", "audit")))),
        edited(
            "the consumers' condition on the calling service removed",
            CONSUMERS,
            s -> s.remove("Condition")),
        edited("the consumers' action widened to kms:*", CONSUMERS, s -> s.put("Action", "kms:*")),
        edited(
            "the condition on the topic removed from the statement for SNS",
            SNS,
            s -> s.remove("Condition")),
        edited(
            "kms:GenerateDataKey taken out of the statement for SNS",
            SNS,
            s -> s.put("Action", "kms:Decrypt")),
        key(
            "a foreign Allow for another account added",
            t ->
                t.keyPolicy(
                    with(
                        t.keyPolicy(),
                        statement(
                            "Allow", role(World.OTHER_ACCOUNT, "audit"), "kms:Decrypt", "*")))),
        key(
            "a foreign Deny of decrypting added, which stops the consumers",
            t ->
                t.keyPolicy(
                    with(
                        t.keyPolicy(),
                        statement(
                            "Deny",
                            role(World.OTHER_ACCOUNT, "ledger-task"),
                            "kms:Decrypt",
                            "*")))),
        key(
            "a foreign Deny added that stops nobody whom a spec names",
            t ->
                t.keyPolicy(
                    with(
                        t.keyPolicy(),
                        statement("Deny", role(World.OTHER_ACCOUNT, "audit"), "kms:*", "*")))));
  }

  private static Stream<DriftCase> others() {
    return Stream.of(
        key("the key disabled", t -> t.disableKey()),
        key("the key scheduled for deletion", t -> t.scheduleKeyDeletion()),
        key("the alias deleted", Tampering::deleteAlias),
        key("the alias pointed at another key", Tampering::retargetAlias),
        key("the description changed", t -> t.describeKey("theirs")),
        DriftCase.slow(Kind.ENCRYPTION_KEY, "rotation switched off", Tampering::disableRotation),
        DriftCase.slow(Kind.ENCRYPTION_KEY, "the rotation period changed", t -> t.rotateEvery(100)),
        DriftCase.slow(
            Kind.ENCRYPTION_KEY,
            "the tags of Keyway stripped",
            t -> t.untagKey("keyway.dev/name", "keyway.dev/namespace")),
        DriftCase.slow(Kind.ENCRYPTION_KEY, "a tag of the spec stripped", t -> t.untagKey("team")));
  }

  private static DriftCase key(String title, Consumer<Tampering> by) {
    return DriftCase.of(Kind.ENCRYPTION_KEY, title, by);
  }

  private static DriftCase edited(String title, String sid, Consumer<ObjectNode> edit) {
    return key(title, t -> t.keyPolicy(changed(t.keyPolicy(), sid, edit)));
  }
}
