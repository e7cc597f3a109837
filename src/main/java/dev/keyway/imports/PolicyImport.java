package dev.keyway.imports;

import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.imports.Imported.Note;
import dev.keyway.policy.Condition;
import dev.keyway.policy.Effect;
import dev.keyway.policy.Lint;
import dev.keyway.policy.LintFinding;
import dev.keyway.policy.LintRule;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Principal;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Statement;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.PolicyText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads from a policy whom it lets in, and what of it a spec cannot say; pure. */
final class PolicyImport {
  private static final Principal SNS = new Principal.Service("sns.amazonaws.com");

  /** What SNS needs of the key of a queue, as grants and people write it. */
  private static final Set<String> DELIVER =
      Set.of("kms:decrypt", "kms:generatedatakey", "kms:generatedatakey*");

  private final ResourceKind kind;
  private final String accountId;
  private final PolicyFields fields;
  private final Collection<String> sources;
  private final Redrive redrive;
  private final Map<String, List<NamedPrincipal>> grants = new LinkedHashMap<>();
  private final Set<String> redriving = new TreeSet<>();
  private final List<Statement> unsaid = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private PolicyDocument document = PolicyDocument.of(List.of());

  /** Who moves messages out of a queue, and into it. */
  private record Redrive(Predicate<NamedPrincipal> outOf, Predicate<NamedPrincipal> into) {
    static final Redrive NONE = new Redrive(_ -> false, _ -> false);
  }

  private PolicyImport(
      ResourceKind kind,
      String arn,
      PolicyFields fields,
      Collection<String> sources,
      Redrive redrive) {
    this.kind = kind;
    this.accountId = AwsNames.accountOf(arn);
    this.fields = fields;
    this.sources = sources;
    this.redrive = redrive;
  }

  /**
   * Read the policy of a queue.
   *
   * @param sources topics whose subscriptions are imported, which says all about them
   */
  static PolicyImport ofQueue(
      Existing.Queue queue, Collection<String> sources, RedriveImport redrives) {
    var redrive =
        new Redrive(
            who -> redrives.isOutOf(queue.arn(), who), who -> redrives.isInto(queue.arn(), who));
    return new PolicyImport(
            ResourceKind.SQS_QUEUE, queue.arn(), PolicyFields.OF_QUEUE, sources, redrive)
        .read(queue.policy());
  }

  /** Read the policy of a topic. */
  static PolicyImport ofTopic(Existing.Topic topic) {
    return new PolicyImport(
            ResourceKind.SNS_TOPIC, topic.arn(), PolicyFields.OF_TOPIC, Set.of(), Redrive.NONE)
        .read(topic.policy());
  }

  /**
   * Read the policy of a key.
   *
   * @param sources topics that deliver to queues under it, by subscriptions that are imported
   */
  static PolicyImport ofKey(Existing.Key key, Collection<String> sources) {
    return new PolicyImport(
            ResourceKind.KMS_KEY,
            key.description().arn(),
            PolicyFields.OF_KEY,
            sources,
            Redrive.NONE)
        .read(key.policy());
  }

  Map<String, List<NamedPrincipal>> grants() {
    return grants;
  }

  List<NamedPrincipal> grants(String field) {
    return grants.getOrDefault(field, List.of());
  }

  /** Return the names of the consumers that move messages back. */
  Set<String> redriving() {
    return redriving;
  }

  /** Return the statements of others that no grant says. */
  List<Statement> unsaid() {
    return unsaid;
  }

  /** Return the policy. */
  PolicyDocument document() {
    return document;
  }

  List<Note> notes() {
    return notes;
  }

  private PolicyImport read(String text) {
    PolicyText.read(text)
        .ifPresentOrElse(
            this::read,
            () ->
                notes.add(
                    Note.of(
                        "its policy says something that Keyway does not know; it cannot be adopted"
                            + " so")));
    return this;
  }

  private void read(PolicyDocument policy) {
    document = policy;
    for (var finding : Lint.check(policy, kind)) {
      if (finding.rule().severity() != LintRule.Severity.NOTE) {
        notes.add(new Note(finding.rule().isOfSecurity(), text(finding)));
      }
    }
    var foreign = OwnedStatements.foreign(policy);
    foreign.stream().filter(s -> isPlain(s) && !isSaidElsewhere(s)).forEach(this::collect);
    foreign.stream().filter(s -> !isAllSaid(s)).forEach(unsaid::add);
    grants(PolicyFields.CONSUMERS).stream()
        .filter(redrive.outOf)
        .forEach(consumer -> redriving.add(consumer.name()));
  }

  private static String text(LintFinding finding) {
    return "policy, " + finding.place() + ": " + finding.message() + ": " + finding.rule().advice();
  }

  private boolean isAllSaid(Statement statement) {
    return isPlain(statement) && (isSaidElsewhere(statement) || isSaid(statement));
  }

  private boolean isSaid(Statement statement) {
    var named = PrincipalImport.all(statement);
    return !named.isEmpty()
        && statement.actions().patterns().stream()
            .allMatch(pattern -> named.stream().allMatch(who -> isSaid(pattern, who)));
  }

  private static boolean isPlain(Statement statement) {
    return statement.effect() == Effect.ALLOW
        && !statement.principals().negated()
        && !statement.actions().negated();
  }

  private boolean isSaidElsewhere(Statement statement) {
    return isOfSources(statement) || isAccountOfKey(statement) || isDefaultOfSns(statement);
  }

  private boolean isSaid(String pattern, NamedPrincipal who) {
    return fields.says(pattern)
        || (fields.saysBesides(pattern) && grants.values().stream().anyMatch(l -> isIn(l, who)))
        || (isOneOf(RedriveImport.OUT_OF, pattern) && redrive.outOf.test(who));
  }

  private void collect(Statement statement) {
    boolean moving =
        statement.actions().patterns().stream().allMatch(p -> isOneOf(RedriveImport.INTO, p));
    for (var who : PrincipalImport.all(statement)) {
      if (!moving || !redrive.into.test(who)) {
        fields.of(statement).forEach(field -> add(field, who));
      }
    }
  }

  private static boolean isOneOf(Set<String> calls, String pattern) {
    return calls.contains(pattern.toLowerCase(Locale.ROOT));
  }

  // Every key leaves itself to its account.
  private boolean isAccountOfKey(Statement statement) {
    return statement.actions().patterns().equals(List.of("kms:*"))
        && statement.conditions().isEmpty()
        && statement.principals().members().stream().allMatch(this::isOwnAccount);
  }

  private boolean isOwnAccount(Principal principal) {
    return principal instanceof Principal.Account(String _, String id) && id.equals(accountId);
  }

  // What SNS gives every topic: whoever the account's own IAM policies allow.
  private static boolean isDefaultOfSns(Statement statement) {
    return "__default_statement_ID".equals(statement.sid())
        && statement.conditions().stream()
            .anyMatch(c -> c.key().equalsIgnoreCase("aws:SourceOwner"));
  }

  private boolean isOfSources(Statement statement) {
    return !sources.isEmpty()
        && statement.conditions().stream()
            .filter(condition -> condition.key().equalsIgnoreCase("aws:SourceArn"))
            .map(Condition::values)
            .anyMatch(sources::containsAll)
        && (kind != ResourceKind.KMS_KEY || isDelivery(statement));
  }

  // The policy of a key may say much more of a topic.
  private static boolean isDelivery(Statement statement) {
    return statement.actions().patterns().stream().allMatch(p -> isOneOf(DELIVER, p))
        && statement.principals().members().stream().allMatch(SNS::equals);
  }

  private void add(String field, NamedPrincipal principal) {
    var list = grants.computeIfAbsent(field, _ -> new ArrayList<>());
    if (!isIn(list, principal)) {
      var name = ObjectNames.free(principal.name(), n -> !isTaken(list, n));
      list.add(new NamedPrincipal(name, principal.principal()));
    }
  }

  private static boolean isIn(List<NamedPrincipal> list, NamedPrincipal who) {
    return list.stream().anyMatch(known -> known.principal().equals(who.principal()));
  }

  private static boolean isTaken(List<NamedPrincipal> list, String name) {
    return list.stream().anyMatch(known -> known.name().equals(name));
  }
}
