package dev.keyway.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.AdditionalStatement;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.imports.Existing.KeyOf;
import dev.keyway.imports.Imported.Note;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementImportTest {
  private static final String ACCOUNT = "111122223333";
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:orders";
  private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234";
  private static final String CONSUMER =
      """
      {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/worker"},
       "Action":"sqs:ReceiveMessage","Resource":"%s"}
      """
          .formatted(QUEUE);
  private static final String ROOT =
      """
      {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*",
       "Resource":"*"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          queue | "Effect":"Deny","Principal":"*","Action":"sqs:PurgeQueue"
          queue | "Effect":"Deny","Principal":"*","Action":"sqs:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}
          queue | "Effect":"Deny","Principal":"*","Action":"sqs:SendMessage","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1"},"Bool":{"aws:PrincipalIsAWSService":"false"}}
          queue | "Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:role/other"},"Action":"sqs:ReceiveMessage"
          queue | "Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}}
          queue | "Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"sqs:GetQueueAttributes"
          queue | "Effect":"Allow","Principal":{"AWS":["arn:aws:iam::444455556666:role/a","arn:aws:iam::444455556666:role/b"]},"Action":["sqs:SendMessage"],"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}
          topic | "Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"sns:GetTopicAttributes"
          topic | "Effect":"Deny","Principal":"*","Action":"sns:Publish","Condition":{"Bool":{"aws:SecureTransport":"false"}}
          key   | "Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/a"},"Action":"kms:Decrypt"
          key   | "Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":["kms:Decrypt","kms:DescribeKey"]
          key   | "Effect":"Deny","Principal":"*","Action":"kms:ScheduleKeyDeletion"
          """)
  void whatTheOperatorWouldWriteIsAnEntryThatSaysTheSame(String kind, String statement) {
    var own = kind.equals("key") ? KEY : kind.equals("topic") ? TOPIC : QUEUE;
    for (var resource : List.of(own, "*")) {
      var object = imported(kind, "\"Resource\":\"" + resource + "\"," + statement, true);
      assertThat(object.statements())
          .as(() -> object.notes().toString())
          .extracting(entry -> entry.name() + " " + sorted(entry))
          .containsExactly("the-sid " + sorted(statement));
      assertThat(told(object))
          .singleElement()
          .asString()
          .startsWith(
              "is in the spec as \"the-sid\" too, and stays as it is: statement \"The Sid\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          queue | "Effect":"Deny","Principal":"*","Action":"sqs:SendMessage","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}} | spare services
          queue | "Effect":"Deny","Principal":"*","Action":"sqs:*" | to Keyway itself
          queue | "Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:role/worker"},"Action":"sqs:ReceiveMessage" | out of the spec that names it
          queue | "Effect":"Allow","Principal":"*","Action":"sqs:SendMessage" | lets in everyone
          queue | "Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/a"},"Action":"sqs:PurgeQueue" | NotPrincipal speaks of everybody else
          queue | "Effect":"Allow","Principal":{"AWS":"AIDACKCEVSQ6C2EXAMPLE"},"Action":"sqs:SendMessage" | AIDACKCEVSQ6C2EXAMPLE
          queue | "Effect":"Deny","Principal":"*","Action":"sqs:PurgeQueue","Resource":"arn:aws:sqs:eu-central-1:111122223333:other" | its Resource is not this queue
          key   | "Effect":"Deny","Principal":"*","Action":"kms:Decrypt","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}} | it denies kms:Decrypt to
          key   | "Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:role/worker"},"Action":"kms:Decrypt" | out of the spec that names it
          key   | "Effect":"Deny","Principal":"*","Action":"kms:PutKeyPolicy","Condition":{"StringEquals":{"aws:PrincipalAccount":"111122223333"}} | leave [kms:GetKeyPolicy, kms:PutKeyPolicy] out
          topic | "Effect":"Allow","Principal":"*","Action":"sns:Publish" | lets in everyone
          """)
  void whatTheOperatorWouldRefuseStaysWithTheReason(String kind, String statement, String why) {
    var own = kind.equals("key") ? "*" : kind.equals("topic") ? TOPIC : QUEUE;
    var resource = statement.contains("Resource") ? "" : "\"Resource\":\"" + own + "\",";
    for (var take : List.of(true, false)) {
      var object = imported(kind, resource + statement, take);
      assertThat(object.statements()).isEmpty();
      assertThat(told(object))
          .singleElement()
          .asString()
          .startsWith("stays as it is: statement \"The Sid\"")
          .contains("; no spec can say it: ", why)
          .doesNotContain("--with-statements");
    }
  }

  @Test
  void withoutTheFlagNothingIsWrittenAndTheNoteNamesTheFlag() {
    var deny = "\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:PurgeQueue\"";
    var object = imported("queue", "\"Resource\":\"*\"," + deny, false);
    assertThat(object.statements()).isEmpty();
    assertThat(told(object))
        .containsExactly(
            "stays as it is: statement \"The Sid\": denies sqs:PurgeQueue to *;"
                + " --with-statements writes it into the spec");
  }

  @Test
  void aSpecHasTenAndTheirNamesAreValidAndNoneIsGivenTwice() {
    var sids = List.of("No_Purge", "no-purge", "", "\u00e4", "x".repeat(90));
    var statements =
        IntStream.range(0, 11)
            .mapToObj(i -> deny(i < sids.size() ? sids.get(i) : "sid" + i, "10.0.0." + i))
            .map(deny -> deny.replace("sqs:SendMessage", "kms:Encrypt"))
            .collect(Collectors.joining(","));
    var object = object(key(statements, false), true);
    assertThat(object.statements())
        .extracting(AdditionalStatement::name)
        .containsExactly(
            "no-purge",
            "no-purge-2",
            "statement",
            "unnamed",
            "x".repeat(63),
            "sid5",
            "sid6",
            "sid7",
            "sid8",
            "sid9");
    assertThat(told(object).getLast())
        .startsWith("stays as it is: statement \"sid10\"")
        .endsWith("additionalStatements has 10 entries already");
  }

  @Test
  void whatDoesNotFitBesideTheOneThatStaysIsNotTaken() {
    var values =
        IntStream.range(0, 60)
            .mapToObj(i -> "arn:aws:iam::444455556666:role/quite-a-long-name-of-a-role-" + i)
            .collect(Collectors.joining("\",\""));
    var statement = deny("long", "10.0.0.1").replace("10.0.0.1", values);
    assertThat(statement.length()).isBetween(3000, 4600);
    var fits = object(queue("2012-10-17", deny("short", "10.0.0.1") + "," + statement), true);
    assertThat(fits.statements()).extracting(AdditionalStatement::name).contains("short");
    var two = statement + "," + deny("other", "10.0.0.2").replace("10.0.0.2", values + "0");
    assertThat(two.length()).isLessThan(8192);
    var full = object(queue("2012-10-17", two), true);
    assertThat(full.statements()).isEmpty();
    assertThat(told(full)).hasSize(2).allMatch(text -> text.contains("does not fit"));
  }

  @Test
  void neitherIsWhatBringsAQueueOverTwentyStatements() {
    var statements =
        IntStream.range(0, 12)
            .mapToObj(i -> deny("sid" + i, "10.0.0." + i))
            .collect(Collectors.joining(","));
    var object = object(queue("2012-10-17", statements), true);
    assertThat(object.statements()).hasSize(20 - 13 - 1);
    assertThat(told(object).getLast()).contains("it does not fit beside the grants");
  }

  @Test
  void inAnOldPolicyAVariableIsTextAndNotTaken() {
    var allow =
        """
        {"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"sqs:SendMessage",
         "Resource":"*","Condition":{"StringEquals":{"aws:userid":"${aws:username}"}}}
        """;
    assertThat(object(queue("2012-10-17", allow), true).statements()).hasSize(1);
    assertThat(object(queue("2008-10-17", allow), true).statements()).isEmpty();
  }

  @Test
  void aStatementWithMoreOperatorsThanTheCrdTakesIsNotTaken() {
    var operators =
        List.of("StringEquals", "StringLike", "StringNotEquals", "StringNotLike", "ArnEquals")
            .stream()
            .flatMap(o -> List.of(o, o + "IfExists").stream())
            .map(o -> "\"" + o + "\":{\"aws:PrincipalArn\":\"arn:aws:iam::444455556666:role/a\"}")
            .collect(Collectors.joining(","));
    var ten =
        deny("many", "1").replaceAll("\"Condition\".*$", "\"Condition\":{" + operators + "}}");
    assertThat(object(queue("2012-10-17", ten), true).statements()).hasSize(1);
    var eleven =
        ten.replace(
            "\"Condition\":{", "\"Condition\":{\"Bool\":{\"aws:ViaAWSService\":\"false\"},");
    assertThat(told(object(queue("2012-10-17", eleven), true)).getLast())
        .endsWith("it has more than 10 condition operators");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "kms:Decrypt","kms:GenerateDataKey*"                | sns.amazonaws.com | true  | true
          "kms:Decrypt","kms:GenerateDataKey"                 | sns.amazonaws.com | true  | true
          "kms:Decrypt","kms:GenerateDataKey*"                | sns.amazonaws.com | false | false
          "kms:Decrypt","kms:Encrypt","kms:GenerateDataKey*"  | sns.amazonaws.com | true  | false
          "kms:Decrypt","kms:GenerateDataKey*"                | s3.amazonaws.com  | true  | false
          """)
  void aSubscriptionSaysWhatSnsNeedsOfTheKeyAndNoMore(
      String actions, String service, boolean subscribed, boolean said) {
    var sns =
        """
        {"Sid":"sns","Effect":"Allow","Principal":{"Service":"%s"},"Action":[%s],"Resource":"*",
         "Condition":{"ArnLike":{"aws:SourceArn":"%s"}}}
        """
            .formatted(service, actions, TOPIC);
    var existing = key(sns, subscribed);
    assertThat(told(object(existing, false)).isEmpty()).isEqualTo(said);
  }

  @Test
  void theRootOfAnotherAccountIsNotTheKeysOwn() {
    assertThat(told(object(key(ROOT, false), false))).isEmpty();
    var other = ROOT.replace("{\"Effect", "{\"Sid\":\"other\",\"Effect");
    other = other.replace(ACCOUNT, "444455556666");
    assertThat(told(object(key(other, false), false))).hasSize(1);
  }

  private static String deny(String sid, String address) {
    return """
    {"Sid":"%s","Effect":"Deny","Principal":{"AWS":"444455556666"},"Action":"sqs:SendMessage",\
    "Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalTag/from":["%s"]}}}"""
        .formatted(sid, address);
  }

  private static Imported imported(String kind, String statement, boolean take) {
    var whole = "{\"Sid\":\"The Sid\"," + statement + "}";
    return switch (kind) {
      case "queue" -> object(queue("2012-10-17", whole), take);
      case "topic" -> object(topic(whole), take);
      default -> object(key(whole, false), take);
    };
  }

  /** The first object: keys come first, then topics. */
  private static Imported object(Existing existing, boolean take) {
    return Importing.objects(existing, Map.of(), take).getFirst();
  }

  private static List<String> told(Imported object) {
    return object.notes().stream()
        .map(Note::text)
        .filter(text -> text.contains("stays as it is: "))
        .toList();
  }

  private static String policy(String version, String statements) {
    return "{\"Version\":\"" + version + "\",\"Statement\":[" + statements + "]}";
  }

  private static Existing queue(String version, String statements) {
    var text = policy(version, CONSUMER + "," + statements);
    var queue = new Existing.Queue(QUEUE, Map.of("Policy", text), Map.of(), new KeyOf.OfAws());
    return new Existing(ACCOUNT, List.of(), List.of(), List.of(queue), List.of());
  }

  private static Existing topic(String statements) {
    var text = Map.of("Policy", policy("2012-10-17", statements));
    var topic = new Existing.Topic(TOPIC, text, Map.of(), new KeyOf.OfAws(), List.of());
    return new Existing(ACCOUNT, List.of(), List.of(topic), List.of(), List.of());
  }

  private static Existing key(String statements, boolean subscribed) {
    var text = policy("2012-10-17", ROOT + "," + statements);
    var found = new KeyDescription(KEY, "Enabled", "", "CUSTOMER", Instant.EPOCH, null);
    var rotation = Optional.of(new KeyRotationStatus(true, 365));
    var queue =
        new Existing.Queue(
            QUEUE, Map.of("Policy", policy("2012-10-17", CONSUMER)), Map.of(), new KeyOf.Own(KEY));
    var subscription =
        new Existing.Subscription(
            TOPIC + ":5be8f5b6-0000-4000-8000-000000000000",
            Map.of("TopicArn", TOPIC, "Endpoint", QUEUE));
    return new Existing(
        ACCOUNT,
        List.of(new Existing.Key(found, text, rotation, Map.of())),
        List.of(),
        List.of(queue),
        subscribed ? List.of(subscription) : List.of());
  }

  // The order of members means nothing, nor does a list of one.
  private static String sorted(AdditionalStatement entry) {
    var text = entry.statement().toString();
    return sorted(text.substring(1, text.length() - 1));
  }

  private static String sorted(String statement) {
    try {
      return dev.keyway.policy.Statement.parse("{" + statement + "}").toJson();
    } catch (dev.keyway.policy.PolicySyntaxException e) {
      throw new AssertionError(statement, e);
    }
  }
}
