package dev.keyway.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnedStatementsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"KeywayConsumers0123456789", "KeywayTlsOnlyabcdef0123", "KeywayX0123456789"})
  void aSidOfTheGrammarIsOurs(String sid) {
    assertThat(OwnedStatements.owns(statement(sid))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Keyway",
        "KeywayConsumers",
        "Keyway0123456789",
        "KeywayConsumers012345678",
        "KeywayConsumers0123456789x",
        "KeywayConsumersABCDEF0123",
        "keywayConsumers0123456789",
        "MyKeywayConsumers0123456789",
        "KeywayconsumerS0123456789",
        "Keyway-Consumers0123456789"
      })
  void anySidBesideTheGrammarIsForeign(String sid) {
    var document = PolicyDocument.of(List.of(statement(sid)));

    assertThat(OwnedStatements.owns(document.statements().getFirst())).isFalse();
    assertThat(OwnedStatements.foreign(document)).hasSize(1);
    assertThat(OwnedStatements.grants(document)).isEmpty();
  }

  @Test
  void aStatementWithoutSidIsForeign() {
    assertThat(OwnedStatements.owns(statement("x").withSid(null))).isFalse();
  }

  @Test
  void whatWasAskedIsReadBackFromTheKeyPolicy() {
    var asked = Examples.onKey();

    assertThat(readBack(Policies.key(asked)))
        .containsAll(withoutAsker(asked))
        .hasSize(withoutAsker(asked).size() + 1);
  }

  @Test
  void whatWasAskedIsReadBackFromQueueAndTopicPolicy() {
    var queue = QueueGrants.of(Examples.queue());
    var topic = TopicGrants.of(Examples.topic());

    assertThat(readBack(Policies.queue(Examples.queue()))).isEqualTo(withoutAsker(queue));
    assertThat(readBack(Policies.topic(Examples.topic()))).isEqualTo(withoutAsker(topic));
  }

  @Test
  void chunkedGroupsAreReadBackWhole() {
    var ask = Examples.consumers(Examples.roles(101));

    assertThat(readBack(Policies.queue(ask))).isEqualTo(withoutAsker(QueueGrants.of(ask)));
  }

  @Test
  void theAskIsReadBackWithItsServices() {
    var policy = Policies.queue(Examples.queue());

    var read = QueueGrants.read(Examples.ASKER, Examples.QUEUE, policy);

    assertThat(read.consumers()).containsExactly(Examples.WORKER);
    assertThat(read.producers()).containsExactly(Examples.IMPORT);
    assertThat(read.sources())
        .extracting(QueueAsk.Source::topicArn)
        .containsExactly(Examples.TOPIC);
    assertThat(withoutAsker(KeyGrants.ofQueue(read)))
        .as("a queue that was left behind asks the same of its key as before")
        .isEqualTo(withoutAsker(KeyGrants.ofQueue(Examples.queue())));
  }

  @Test
  void theAskOfATopicIsReadBackToo() {
    var policy = Policies.topic(Examples.topic());

    var read = TopicGrants.read("EncryptedTopic orders", Examples.TOPIC, policy, true);

    assertThat(withoutAsker(KeyGrants.ofTopic(read)))
        .isEqualTo(withoutAsker(KeyGrants.ofTopic(Examples.topic())));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "condition removed | \"Condition\":{\"StringEquals\":{\"kms:ViaService\":\"sqs.eu-central-1.amazonaws.com\"}} | \"Condition\":{}",
        "another region    | sqs.eu-central-1.amazonaws.com | sqs.us-east-1.amazonaws.com",
        "condition added   | \"Condition\":{ | \"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"},",
        "operator changed  | \"StringEquals\" | \"StringLike\"",
        "action added      | \"Action\":\"kms:Decrypt\" | \"Action\":[\"kms:Decrypt\",\"kms:CreateGrant\"]",
        "action changed    | \"Action\":\"kms:Decrypt\" | \"Action\":\"kms:*\"",
        "NotAction         | \"Action\":\"kms:Decrypt\" | \"NotAction\":\"kms:Decrypt\"",
        "NotPrincipal      | \"Principal\" | \"NotPrincipal\"",
        "NotResource       | \"Resource\" | \"NotResource\"",
        "resource changed  | \"Resource\":\"*\" | \"Resource\":\"arn:aws:kms:*:*:key/2\"",
        "kind renamed      | KeywayConsumers | KeywayProducers",
        "unknown kind      | KeywayConsumers | KeywayOther",
        "denies            | \"Allow\" | \"Deny\""
      })
  void aStatementThatSomebodyChangedIsNotReadAsAGrant(String what, String from, String to)
      throws PolicySyntaxException {
    var json =
        Policies.key(KeyGrants.ofQueue(Examples.consumers(List.of(Examples.WORKER)))).toJson();
    int ours = json.indexOf("KeywayConsumers");
    var before = json.lastIndexOf('{', ours);
    var tampered = json.substring(0, before) + json.substring(before).replace(from, to);

    assertThat(tampered).as(what).isNotEqualTo(json);
    assertThat(readBack(PolicyDocument.parse(tampered)))
        .extracting(grant -> grant.group().kind())
        .containsExactly(GrantKind.ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"AWS\":[\"%s\",\"*\"]}",
        "{\"AWS\":\"%s\",\"Service\":\"ec2.amazonaws.com\"}",
        "{\"AWS\":\"%s\",\"Federated\":\"cognito-identity.amazonaws.com\"}"
      })
  void whomKeywayNeverGrantsToIsNotReadAsAMember(String principals) throws PolicySyntaxException {
    var json =
        Policies.key(KeyGrants.ofQueue(Examples.consumers(List.of(Examples.WORKER)))).toJson();
    var tampered =
        json.replace(
            "{\"AWS\":\"" + Examples.WORKER + "\"}", principals.formatted(Examples.WORKER));

    var read = readBack(PolicyDocument.parse(tampered));

    assertThat(tampered).isNotEqualTo(json);
    assertThat(read).isEqualTo(readBack(PolicyDocument.parse(json)));
    assertThatCode(() -> Policies.key(List.copyOf(read)))
        .as("what is read can be written again")
        .doesNotThrowAnyException();
  }

  @Test
  void aServiceStatementKeepsItsGrantsWhateverPrincipalIsAdded() throws PolicySyntaxException {
    var json = Policies.queue(Examples.queue()).toJson();
    var tampered =
        json.replace(
            "{\"Service\":\"sns.amazonaws.com\"}",
            "{\"AWS\":\"*\",\"Service\":\"sns.amazonaws.com\"}");

    assertThat(tampered).isNotEqualTo(json);
    assertThat(readBack(PolicyDocument.parse(tampered)))
        .isEqualTo(readBack(PolicyDocument.parse(json)));
  }

  private static Set<Grant> readBack(PolicyDocument document) {
    try {
      return Set.copyOf(OwnedStatements.grants(PolicyDocument.parse(document.toJson())));
    } catch (PolicySyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Set<Grant> withoutAsker(List<Grant> grants) {
    return Set.copyOf(
        grants.stream().map(g -> new Grant("", g.group(), g.member())).distinct().toList());
  }

  private static Statement statement(String sid) {
    return Statement.allow(sid).action("sqs:*").resource("*").build();
  }
}
