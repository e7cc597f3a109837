package dev.keyway.scenario;

import static dev.keyway.scenario.Tampering.TOPIC;
import static dev.keyway.scenario.Tampering.changed;
import static dev.keyway.scenario.Tampering.statement;
import static dev.keyway.scenario.Tampering.with;
import static dev.keyway.scenario.Tampering.without;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.reconcile.Kind;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people do to a topic. */
final class TopicDriftCases {
  private static final String PUBLISHERS = "KeywayPublishers";
  private static final String TLS = "KeywayTlsOnly";
  private static final String RATE = "SQSSuccessFeedbackSampleRate";
  private static final String ARCHIVE = "{\"MessageRetentionPeriod\":\"9\"}";

  private TopicDriftCases() {}

  static Stream<DriftCase> all() {
    return Stream.concat(policy(), others());
  }

  private static Stream<DriftCase> policy() {
    return Stream.of(
        topic(
            "the statement for publishers removed",
            t -> t.topicPolicy(without(t.topicPolicy(), PUBLISHERS))),
        edited(
            "the publishers' principal set to *",
            PUBLISHERS,
            s -> s.set("Principal", Tampering.json("{\"AWS\":\"*\"}"))),
        edited(
            "sns:Subscribe added to the publishers' actions",
            PUBLISHERS,
            s -> s.set("Action", Tampering.json("[\"sns:Publish\",\"sns:Subscribe\"]"))),
        topic("the Deny without TLS removed", t -> t.topicPolicy(without(t.topicPolicy(), TLS))),
        topic("the whole policy replaced by AWS's default", t -> t.topicPolicy(defaultPolicy())),
        topic(
            "a foreign Allow for another account added",
            t ->
                t.topicPolicy(
                    with(
                        t.topicPolicy(),
                        statement(
                            "Allow",
                            Tampering.role(World.OTHER_ACCOUNT, "audit"),
                            "sns:Publish",
                            TOPIC)))),
        topic(
            "a foreign Deny of publishing added",
            t ->
                t.topicPolicy(
                    with(
                        t.topicPolicy(),
                        statement(
                            "Deny",
                            Tampering.role(World.ACCOUNT, "checkout"),
                            "sns:Publish",
                            TOPIC)))));
  }

  private static Stream<DriftCase> others() {
    return Stream.of(
        topic("DisplayName changed", t -> t.topic("DisplayName", "theirs")),
        topic("SignatureVersion changed", t -> t.topic("SignatureVersion", "2")),
        topic("TracingConfig changed", t -> t.topic("TracingConfig", "Active")),
        topic(
            "ContentBasedDeduplication changed",
            t -> t.topic("ContentBasedDeduplication", "false")),
        topic("FifoThroughputScope changed", t -> t.topic("FifoThroughputScope", "MessageGroup")),
        topic("ArchivePolicy changed", t -> t.topic("ArchivePolicy", ARCHIVE)),
        topic("SQSSuccessFeedbackSampleRate set", t -> t.topic(RATE, "50")),
        topic("SSE switched off", t -> t.topic("KmsMasterKeyId", "")),
        topic("the key replaced by alias/aws/sns", t -> t.topic("KmsMasterKeyId", "alias/aws/sns")),
        topic("the key replaced by another", t -> t.topic("KmsMasterKeyId", t.otherKey())),
        topic("the topic deleted", Tampering::deleteTopic),
        topic(
            "the topic deleted and made anew by somebody else",
            t -> {
              t.deleteTopic();
              t.createTopic();
            }),
        DriftCase.slow(
            Kind.ENCRYPTED_TOPIC,
            "the tags of Keyway stripped",
            t -> t.untagTopic("keyway.dev/name", "keyway.dev/namespace", "keyway.dev/kind")),
        DriftCase.slow(
            Kind.ENCRYPTED_TOPIC, "a tag of the spec stripped", t -> t.untagTopic("team")));
  }

  private static String defaultPolicy() {
    return """
        {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",
        "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes",
        "SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic",
        "SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",
        "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}"""
        .formatted(TOPIC, World.ACCOUNT);
  }

  private static DriftCase edited(String title, String sid, Consumer<ObjectNode> edit) {
    return topic(title, t -> t.topicPolicy(changed(t.topicPolicy(), sid, edit)));
  }

  private static DriftCase topic(String title, Consumer<Tampering> by) {
    return DriftCase.of(Kind.ENCRYPTED_TOPIC, title, by);
  }
}
