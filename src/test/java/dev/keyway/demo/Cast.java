package dev.keyway.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who plays, each under a role of an AWS account.
 *
 * @param checkout the publisher, named in the topic's spec
 * @param ledger the consumer, of another account, named in the queue's spec
 * @param reporting of that other account too, and named nowhere
 * @param marketing has a topic of its own
 * @param admin may do everything in Keyway's account
 */
record Cast(Person checkout, Person ledger, Person reporting, Person marketing, Person admin) {
  static final String ACCOUNT = "111122223333";
  static final String OTHER_ACCOUNT = "444455556666";

  /** What Keyway's role may do is what its documentation says. */
  private static final Path KEYWAY_POLICY = Path.of("docs", "operating", "iam-policy.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  static Cast of(Terminal terminal, URI aws) {
    return new Cast(
        new Person(terminal, aws, ACCOUNT, "checkout"),
        new Person(terminal, aws, OTHER_ACCOUNT, "ledger-task"),
        new Person(terminal, aws, OTHER_ACCOUNT, "reporting"),
        new Person(terminal, aws, ACCOUNT, "marketing"),
        new Person(terminal, aws, ACCOUNT, "platform-admin"));
  }

  List<Person> all() {
    return List.of(checkout, ledger, reporting, marketing, admin);
  }

  /** Return the configuration of the local AWS in which these roles exist. */
  static String configuration() {
    var config = JSON.createObjectNode().put("longestPollMillis", 5000);
    var accounts = config.putArray("accounts");
    var roles = accounts.addObject().put("id", ACCOUNT).putArray("roles");
    roles.add(role("keyway").set("policy", keywayPolicy()));
    // Only policies of topic and key let the publisher in.
    roles.add(role("checkout").set("policy", allow("sts:GetCallerIdentity")));
    roles.add(role("marketing").set("policy", allow("sns:*")));
    roles.add(role("platform-admin"));
    var others = accounts.addObject().put("id", OTHER_ACCOUNT).putArray("roles");
    others.add(role("ledger-task").set("policy", allow("sqs:*", "kms:Decrypt")));
    others.add(role("reporting").set("policy", allow("sqs:*", "kms:Decrypt")));
    return config.toPrettyString();
  }

  private static ObjectNode role(String name) {
    return JSON.createObjectNode().put("name", name);
  }

  private static ObjectNode allow(String... actions) {
    var policy = JSON.createObjectNode().put("Version", "2012-10-17");
    var statement =
        policy.putArray("Statement").addObject().put("Effect", "Allow").put("Resource", "*");
    var list = statement.putArray("Action");
    List.of(actions).forEach(list::add);
    return policy;
  }

  private static ObjectNode keywayPolicy() {
    try {
      var text =
          Files.readString(KEYWAY_POLICY)
              .replace("ACCOUNT_ID", ACCOUNT)
              .replace("CLUSTER_ID", "demo");
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
