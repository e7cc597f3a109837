package dev.keyway.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One form for documents that say the same in the ways in which AWS is known to rewrite them:
 * order, repetition, scalar or list, case of actions and condition keys, account id or root ARN.
 * Sids, the Id and the two forms of "everyone" are kept.
 *
 * <p>Equal canonical forms mean the same; the reverse does not hold.
 */
public final class Canonical {
  /** To be stored beside a canonical form or its hash; grows whenever the form changes. */
  public static final int VERSION = 1;

  private static final String DEFAULT_PARTITION = "aws";

  private final String partition;

  private Canonical(String partition) {
    this.partition = partition;
  }

  /** The canonical form; its statements are in order of their text. */
  public static PolicyDocument document(PolicyDocument document) {
    return in(document.statements().stream()).canonical(document);
  }

  /** The canonical form of one statement. */
  public static Statement statement(Statement statement) {
    return in(Stream.of(statement)).canonical(statement);
  }

  /**
   * A bare account id stands for an account of the partition that the other ARNs are in: a resource
   * policy can name only its own.
   */
  static Canonical in(Stream<Statement> statements) {
    TreeSet<String> partitions = new TreeSet<>();
    statements.forEach(
        statement -> {
          statement.principals().members().stream()
              .map(Principal::value)
              .forEach(value -> addPartition(partitions, value));
          statement.resources().patterns().forEach(value -> addPartition(partitions, value));
        });
    return new Canonical(partitions.isEmpty() ? DEFAULT_PARTITION : partitions.first());
  }

  private static void addPartition(Set<String> partitions, String value) {
    AmazonResourceName.parse(value)
        .map(AmazonResourceName::partition)
        .filter(partition -> partition.startsWith(DEFAULT_PARTITION))
        .ifPresent(partitions::add);
  }

  PolicyDocument canonical(PolicyDocument document) {
    return new PolicyDocument(
        document.version(),
        document.id(),
        document.statements().stream()
            .map(this::canonical)
            .map(statement -> new Written(statement, statement.toJson()))
            .sorted((a, b) -> a.json.compareTo(b.json))
            .map(Written::statement)
            .toList());
  }

  private record Written(Statement statement, String json) {}

  Statement canonical(Statement statement) {
    return new Statement(
        statement.sid(),
        statement.effect(),
        principals(statement.principals()),
        new Actions(
            statement.actions().negated(),
            statement.actions().patterns().stream()
                .map(action -> action.toLowerCase(Locale.ROOT))
                .toList()),
        statement.resources(),
        statement.conditions().stream().map(Canonical::condition).toList());
  }

  private Principals principals(Principals principals) {
    List<Principal> members =
        principals.members().stream()
            .<Principal>map(
                member ->
                    member instanceof Principal.Account(String in, String id) && in.isEmpty()
                        ? new Principal.Account(partition, id)
                        : member)
            .toList();
    return new Principals(principals.negated(), members);
  }

  /** Values follow their operator: only where it ignores case may they lose theirs. */
  private static Condition condition(Condition condition) {
    Operator operator = Operator.named(condition.operator());
    boolean ignoresCase =
        operator != null && operator.comparison() == Comparison.STRING_EQUALS_IGNORE_CASE;
    return new Condition(
        condition.operator(),
        condition.key().toLowerCase(Locale.ROOT),
        condition.values().stream()
            .map(
                value ->
                    ignoresCase && !value.contains("${") ? value.toLowerCase(Locale.ROOT) : value)
            .toList());
  }
}
