package dev.keyway.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a statement is about: elements that are missing, and actions and resources of no use. */
final class LintElements {
  /** Source: SNS Developer Guide, "Amazon SNS API permissions", valid policy actions. */
  private static final Set<String> TOPIC_ACTIONS =
      Set.of(
          "sns:addpermission",
          "sns:deletetopic",
          "sns:getdataprotectionpolicy",
          "sns:gettopicattributes",
          "sns:listsubscriptionsbytopic",
          "sns:listtagsforresource",
          "sns:publish",
          "sns:putdataprotectionpolicy",
          "sns:removepermission",
          "sns:settopicattributes",
          "sns:subscribe");

  /** Source: SQS Developer Guide, "Limitations of Amazon SQS custom policies". */
  private static final Set<String> OWN_ACCOUNT_ACTIONS =
      Stream.of(
              "AddPermission CreateQueue DeleteQueue ListQueues ListQueueTags RemovePermission"
                  .split(" "),
              "SetQueueAttributes TagQueue UntagQueue".split(" "))
          .flatMap(Stream::of)
          .map(name -> "sqs:" + name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private LintElements() {}

  static void check(LintedStatement linted) {
    Statement statement = linted.statement();
    if (!statement.principals().isStated()) {
      linted.report(LintRule.NO_PRINCIPAL, "names nobody");
    }
    if (!statement.actions().isStated()) {
      linted.report(LintRule.NO_ACTION, "has no effect");
    }
    if (!statement.resources().isStated()) {
      linted.report(LintRule.NO_RESOURCE, "has no effect");
    }
    if (statement.actions().negated()) {
      if (linted.isAllow()) {
        linted.report(LintRule.ALLOW_NOT_ACTION, "NotAction", "allows every other action");
      }
    } else {
      statement.actions().patterns().forEach(action -> action(linted, action));
    }
    if (!statement.resources().negated()) {
      statement.resources().patterns().forEach(resource -> resource(linted, resource));
    }
  }

  private static void action(LintedStatement linted, String written) {
    String action = written.toLowerCase(Locale.ROOT);
    if (!action.equals("*") && !isOf(linted.kind(), action)) {
      linted.report(LintRule.FOREIGN_ACTION, "Action", written + " is " + noActionOn(linted));
      return;
    }
    Glob pattern = Glob.of(action);
    List<String> matched =
        KnownActions.of(linted.kind()).stream()
            .map(known -> known.toLowerCase(Locale.ROOT))
            .filter(pattern::matches)
            .toList();
    if (matched.isEmpty()) {
      linted.report(LintRule.UNKNOWN_ACTION, "Action", written + " is " + noActionOn(linted));
    } else if (linted.kind() == ResourceKind.SNS_TOPIC && !TOPIC_ACTIONS.containsAll(matched)) {
      linted.report(
          LintRule.TOPIC_ACTION_SCOPE,
          "Action",
          written + " is beyond what SNS takes in a topic policy");
    }
    if (linted.kind() == ResourceKind.SQS_QUEUE
        && OWN_ACCOUNT_ACTIONS.contains(action)
        && linted.isAllow()
        && LintPrincipals.includesOtherAccount(linted.statement())) {
      linted.report(
          LintRule.CROSS_ACCOUNT_ACTION,
          "Action",
          written + " is granted to another account, for which it never applies");
    }
  }

  private static boolean isOf(ResourceKind kind, String action) {
    int colon = action.indexOf(':');
    return colon > 0 && Glob.of(action.substring(0, colon)).matches(kind.service());
  }

  private static String noActionOn(LintedStatement linted) {
    return "no action on a " + linted.kind().noun();
  }

  private static void resource(LintedStatement linted, String resource) {
    if (resource.equals("*") || resource.startsWith("${")) {
      return;
    }
    List<Glob> parts = Glob.of(resource).segments(6);
    boolean own =
        parts.size() > 2
            && parts.getFirst().matches("arn")
            && parts.get(2).matches(linted.kind().service());
    if (!own) {
      linted.report(
          LintRule.FOREIGN_RESOURCE,
          "Resource",
          resource + " is no ARN of a " + linted.kind().noun());
    } else if (linted.kind() == ResourceKind.KMS_KEY
        && parts.getLast().literal().startsWith("alias/")) {
      linted.report(LintRule.ALIAS_RESOURCE, "Resource", resource + " names no key");
    }
  }
}
