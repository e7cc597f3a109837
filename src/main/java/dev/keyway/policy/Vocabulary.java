package dev.keyway.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The choices of caller, action, resource and condition keys that statements can tell apart. Beside
 * each thing named there is one that nobody named.
 */
final class Vocabulary {
  private static final String NOBODYS_ACCOUNT = "000000000000";
  private static final String UNNAMED = "keyway-witness";

  /** Keys that follow from the caller or the resource, and are no choice of their own. */
  static final Set<String> FROM_CALLER =
      Set.of(
          "aws:principalarn",
          "aws:principalaccount",
          "aws:principaltype",
          "aws:principalisawsservice",
          "aws:principalservicename",
          "aws:username");

  static final String FROM_RESOURCE = "aws:resourceaccount";

  private final List<Statement> statements;
  private final @Nullable String resourceArn;

  /**
   * @param resourceArn the one resource that is asked about, if there is one
   */
  Vocabulary(List<Statement> statements, @Nullable String resourceArn) {
    this.statements = statements;
    this.resourceArn = resourceArn;
  }

  /** Whether a condition belongs to a dimension of its own key. */
  static boolean isFree(Condition condition) {
    String key = RequestContext.fold(condition.key());
    return !FROM_CALLER.contains(key) && !key.equals(FROM_RESOURCE);
  }

  List<Caller> callers() {
    Set<Caller> callers = new LinkedHashSet<>();
    Set<List<String>> accounts = new LinkedHashSet<>();
    Stream.concat(principalTexts(), callerKeyValues())
        .map(Vocabulary::instance)
        .forEach(text -> addCaller(callers, accounts, text));
    accounts.add(List.of(partition(), NOBODYS_ACCOUNT));
    for (List<String> account : accounts) {
      String prefix = "arn:" + account.getFirst() + ":iam::" + account.getLast() + ":";
      callers.add(new Caller.AccountRoot(account.getFirst(), account.getLast()));
      callers.add(new Caller.IamRole(prefix + "role/" + UNNAMED));
      callers.add(new Caller.IamUser(prefix + "user/" + UNNAMED));
    }
    callers.add(new Caller.Service(UNNAMED + ".amazonaws.com"));
    callers.add(new Caller.Anonymous());
    return List.copyOf(callers);
  }

  private Stream<String> principalTexts() {
    return statements.stream()
        .flatMap(statement -> statement.principals().members().stream())
        .map(Principal::value);
  }

  private Stream<String> callerKeyValues() {
    return statements.stream()
        .flatMap(statement -> statement.conditions().stream())
        .filter(condition -> !isFree(condition))
        .flatMap(condition -> condition.values().stream());
  }

  private void addCaller(Set<Caller> callers, Set<List<String>> accounts, String text) {
    if (AccountId.isAccountId(text)) {
      accounts.add(List.of(partition(), text));
    } else if (text.endsWith(".amazonaws.com")) {
      callers.add(new Caller.Service(text));
    }
    AmazonResourceName.parse(text)
        .filter(arn -> AccountId.isAccountId(arn.account()))
        .ifPresent(
            arn -> {
              accounts.add(List.of(arn.partition(), arn.account()));
              if (arn.isIam("role")) {
                callers.add(new Caller.IamRole(text));
              } else if (arn.isIam("user")) {
                callers.add(new Caller.IamUser(text));
              }
            });
  }

  /** The partition that bare account ids are in. */
  String partition() {
    Stream<String> named =
        Stream.concat(
            principalTexts(),
            statements.stream().flatMap(statement -> statement.resources().patterns().stream()));
    return Stream.concat(Stream.ofNullable(resourceArn), named)
        .flatMap(text -> AmazonResourceName.parse(text).stream())
        .map(AmazonResourceName::partition)
        .filter(partition -> partition.startsWith("aws"))
        .findFirst()
        .orElse("aws");
  }

  List<String> actions() {
    Set<String> actions = new LinkedHashSet<>(KnownActions.all());
    for (Statement statement : statements) {
      for (String pattern : statement.actions().patterns()) {
        actions.add(instance(pattern));
      }
    }
    actions.add("keyway:Witness");
    return List.copyOf(actions);
  }

  List<String> resources() {
    if (resourceArn != null) {
      return List.of(resourceArn);
    }
    Set<String> resources = new LinkedHashSet<>();
    for (Statement statement : statements) {
      for (String pattern : statement.resources().patterns()) {
        if (!pattern.equals("*")) {
          resources.add(instance(pattern));
        }
      }
    }
    resources.add("arn:" + partition() + ":sqs:us-east-1:" + NOBODYS_ACCOUNT + ":" + UNNAMED);
    return List.copyOf(resources);
  }

  /** For each key that a condition names, every choice; "not in the request" comes first. */
  Map<String, List<ContextValue>> keys() {
    Map<String, List<Condition>> byKey = new TreeMap<>();
    for (Statement statement : statements) {
      for (Condition condition : statement.conditions()) {
        if (isFree(condition)) {
          String key = RequestContext.fold(condition.key());
          byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(condition);
        }
      }
    }
    Map<String, List<ContextValue>> choices = new TreeMap<>();
    byKey.forEach((key, conditions) -> choices.put(key, choices(conditions)));
    return choices;
  }

  private static List<ContextValue> choices(List<Condition> conditions) {
    Set<Comparison> comparisons = EnumSet.noneOf(Comparison.class);
    Set<String> named = new LinkedHashSet<>();
    for (Condition condition : conditions) {
      Operator operator = Operator.named(condition.operator());
      if (operator != null) {
        comparisons.add(operator.comparison());
      }
      if (operator == null || operator.comparison() != Comparison.NULL) {
        condition.values().forEach(value -> named.add(instance(value)));
      }
    }
    comparisons.remove(Comparison.NULL);
    Set<String> texts =
        comparisons.equals(EnumSet.of(Comparison.BOOL))
            ? new LinkedHashSet<>(List.of("true", "false"))
            : texts(named, comparisons);
    List<ContextValue> choices = new ArrayList<>();
    choices.add(new ContextValue.Absent());
    texts.forEach(text -> choices.add(new ContextValue.Known(List.of(text))));
    return choices;
  }

  /** What is named, in other case too, and what nobody names; for ARN operators mostly ARNs. */
  private static Set<String> texts(Set<String> named, Set<Comparison> comparisons) {
    Set<String> others = new LinkedHashSet<>();
    for (String text : named) {
      int from = text.startsWith("arn:") ? "arn:".length() : 0;
      others.add(text.toLowerCase(Locale.ROOT));
      others.add(text.substring(0, from) + text.substring(from).toUpperCase(Locale.ROOT));
    }
    others.add("arn:aws:sns:us-east-1:" + NOBODYS_ACCOUNT + ":" + UNNAMED);
    others.add("arn:keyway:witness:witness:" + NOBODYS_ACCOUNT + ":" + UNNAMED);
    others.add(UNNAMED);
    if (comparisons.contains(Comparison.ARN_EQUALS) || comparisons.contains(Comparison.ARN_LIKE)) {
      others.removeIf(text -> !AmazonResourceName.isArn(text));
    }
    Set<String> texts = new LinkedHashSet<>(named);
    texts.addAll(others);
    return texts;
  }

  /** A text that the pattern matches and that nobody else is likely to name. */
  private static String instance(String pattern) {
    return pattern.equals("*") ? UNNAMED : pattern.replace("*", UNNAMED).replace("?", "w");
  }
}
