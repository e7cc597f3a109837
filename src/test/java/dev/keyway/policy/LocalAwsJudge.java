package dev.keyway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.iam.AccessRequest;
import dev.keyway.awslocal.iam.AccessRequest.Rules;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.Authorizer;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.iam.Decision;
import dev.keyway.awslocal.iam.PolicyBinder;
import dev.keyway.awslocal.iam.PolicyDocument;
import dev.keyway.awslocal.iam.PolicyReader;
import dev.keyway.awslocal.iam.PolicyReader.Grammar;
import dev.keyway.awslocal.iam.RequestContext;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides a case of {@link CaseGenerator} by the local AWS. Every role {@code gone} has been made
 * anew since the policy was written, so that AWS reads an old principal back by its unique id.
 */
final class LocalAwsJudge {
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
  private static final List<String> ACCOUNTS = List.of(CaseGenerator.OWNER, CaseGenerator.OTHER);

  /** What a call carries that only its environment knows. */
  static final List<String> ENVIRONMENT =
      List.of(
          "aws:SecureTransport",
          "aws:CurrentTime",
          "aws:EpochTime",
          "aws:RequestedRegion",
          "aws:userid",
          "aws:SourceIp",
          "aws:SourceOwner",
          "aws:SourceArn",
          "aws:SourceAccount");

  /** What follows from caller and resource. */
  private static final List<String> DERIVED =
      List.of(
          "aws:PrincipalArn",
          "aws:PrincipalAccount",
          "aws:PrincipalType",
          "aws:PrincipalIsAWSService",
          "aws:PrincipalServiceName",
          "aws:username",
          "aws:ResourceAccount");

  private final String partition;
  private final Accounts whenWritten;
  private final Accounts now;
  private final Map<String, Map<String, List<String>>> ordinary = new HashMap<>();

  /**
   * @param policyAsRead what AWS returns as the resource's policy; null without one
   * @param environment what the call carried of {@link #ENVIRONMENT}
   */
  record Verdict(
      Decision decision, @Nullable String policyAsRead, Map<String, List<String>> environment) {
    boolean isExplicitDeny() {
      return decision instanceof Decision.Denied(String because)
          && because.contains("explicit deny");
    }
  }

  LocalAwsJudge(String partition) {
    this.partition = partition;
    this.whenWritten = populated(partition);
    this.now = populated(partition);
    for (String account : ACCOUNTS) {
      now.deleteRole(account, "gone");
      now.putRole(account, "gone");
    }
  }

  private static Accounts populated(String partition) {
    Accounts accounts = new Accounts(partition, new Ids());
    for (String account : ACCOUNTS) {
      accounts.putRole(account, "app");
      accounts.putRole(account, "/team/", "worker", List.of(), null);
      accounts.putRole(account, "gone");
      accounts.putUser(account, "ann", List.of());
    }
    return accounts;
  }

  /** All that an ordinary call of the case's caller carries. */
  Map<String, List<String>> ordinaryContext(String caller) {
    return ordinary.computeIfAbsent(
        caller,
        name -> {
          RequestContext context = context(caller(name, List.of()));
          Map<String, List<String>> all = values(context, ENVIRONMENT);
          all.putAll(values(context, DERIVED));
          return all;
        });
  }

  private static RequestContext context(Caller caller) {
    return RequestContext.of(caller, NOW, "us-east-1")
        .with("aws:ResourceAccount", CaseGenerator.OWNER);
  }

  private static Map<String, List<String>> values(RequestContext context, List<String> keys) {
    Map<String, List<String>> values = new TreeMap<>();
    for (String key : keys) {
      if (!context.values(key).isEmpty()) {
        values.put(key, context.values(key));
      }
    }
    return values;
  }

  Verdict judge(ObjectNode asked) {
    List<PolicyDocument> identity = new ArrayList<>();
    for (JsonNode document : asked.path("identity")) {
      identity.add(PolicyReader.read(document.toString(), Grammar.IDENTITY));
    }
    Caller caller = caller(asked.path("caller").asText(), identity);
    RequestContext context = context(caller);
    asked
        .path("context")
        .properties()
        .forEach(key -> context.with(key.getKey(), texts(key.getValue())));
    boolean key = asked.path("kind").asText().equals("key");
    StoredPolicy stored = stored(asked, key ? Grammar.KEY : Grammar.RESOURCE);
    Decision decision =
        new Authorizer(now)
            .decide(
                new AccessRequest(
                    caller,
                    asked.path("action").asText(),
                    asked.path("resource").asText(),
                    CaseGenerator.OWNER,
                    stored,
                    key ? Rules.RESOURCE_POLICY_FIRST : Rules.UNION,
                    context));
    return new Verdict(
        decision, stored == null ? null : stored.textAsRead(now), values(context, ENVIRONMENT));
  }

  private static List<String> texts(JsonNode node) {
    return node.isNull() ? List.of() : Tables.texts(node);
  }

  private @Nullable StoredPolicy stored(ObjectNode asked, Grammar grammar) {
    if (!asked.has("policy")) {
      return null;
    }
    PolicyBinder binder = new PolicyBinder(whenWritten);
    String text = asked.path("policy").toString();
    return asked.path("rewritten").asBoolean()
        ? binder.normalised(text, grammar)
        : binder.asGiven(text, grammar);
  }

  private Caller caller(String name, List<PolicyDocument> identity) {
    if (!name.startsWith("arn:")) {
      String source = "arn:" + partition + ":sns:us-east-1:" + CaseGenerator.OWNER + ":orders";
      return new Caller.Service(name, source, CaseGenerator.OWNER);
    }
    Arn arn = Arn.parse(name).orElseThrow();
    int slash = arn.resource().lastIndexOf('/');
    String last = arn.resource().substring(slash + 1);
    if (arn.resource().equals("root")) {
      return new Caller.Root(partition, arn.account());
    }
    if (arn.resource().startsWith("user/")) {
      return new Caller.IamUser(now.putUser(arn.account(), last, identity));
    }
    String path = arn.resource().substring("role".length(), slash + 1);
    now.putRole(arn.account(), path, last, identity, null);
    return now.session(arn.account(), last).orElseThrow();
  }
}
