package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.ForeignStatement;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.drift.Difference;
import dev.keyway.drift.DriftLog;
import dev.keyway.drift.Witness;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.policy.Lint;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers the policy statements of others by their hashes, to see who comes and goes; pure. */
final class ForeignLedger {
  private static final Duration TOLD = Duration.ofHours(24);

  private ForeignLedger() {}

  /**
   * Return the rows after a look at the policy.
   *
   * @param before the rows so far; null where nobody has looked yet
   */
  static List<ForeignStatement> after(
      @Nullable List<ForeignStatement> before, PolicyDocument observed, Instant now) {
    var known = new HashMap<String, ForeignStatement>();
    var rows = new ArrayList<ForeignStatement>();
    Objects.requireNonNullElse(before, List.<ForeignStatement>of())
        .forEach(row -> known.put(row.hash(), row));
    statements(observed)
        .forEach((hash, statement) -> rows.add(standing(hash, statement, known, before, now)));
    known.values().removeIf(row -> isIn(rows, row));
    known.values().stream().map(row -> lost(row, now)).filter(r -> told(r, now)).forEach(rows::add);
    return List.copyOf(rows);
  }

  /** Return whether the policy's foreign statements are those of the rows. */
  static boolean isSame(List<ForeignStatement> rows, PolicyDocument observed) {
    var standing =
        rows.stream().filter(row -> row.lostAt() == null).map(ForeignStatement::hash).toList();
    return standing.equals(List.copyOf(statements(observed).keySet()));
  }

  /**
   * Return what others added and took away within a day, and how it matters; and at all times what
   * of theirs lets in whom nobody meant.
   */
  static List<Difference> differences(
      List<ForeignStatement> rows, PolicyDocument observed, String arn, Instant now) {
    var statements = statements(observed);
    var differences = new ArrayList<Difference>();
    for (var row : rows) {
      if (row.lostAt() != null) {
        var was = "a statement of others, " + row.hash();
        differences.add(new Difference(path(row), was, "nothing", Impact.CHANGED));
      } else {
        var statement = Objects.requireNonNull(statements.get(row.hash()));
        boolean recent = row.since() != null && Instant.parse(row.since()).plus(TOLD).isAfter(now);
        insecure(statement, observed, arn)
            .or(() -> recent ? Optional.of(judge(statement, observed, arn)) : Optional.empty())
            .map(judged -> added(path(row), statement, judged))
            .ifPresent(differences::add);
      }
    }
    return differences;
  }

  private static Difference added(String path, Statement statement, Witness judged) {
    return new Difference(path, "nothing", statement.toJson(), judged.impact(), judged.text());
  }

  private static Optional<Witness> insecure(
      Statement statement, PolicyDocument observed, String arn) {
    var alone = new PolicyDocument(observed.version(), observed.id(), List.of(statement));
    return ResourceKind.ofArn(arn).stream()
        .flatMap(kind -> Lint.check(alone, kind).stream())
        .filter(finding -> finding.rule().isOfSecurity())
        .map(finding -> finding.message() + ": " + finding.rule().advice())
        .map(text -> new Witness(Impact.LOOSENED, text))
        .findFirst();
  }

  private static Witness judge(Statement statement, PolicyDocument observed, String arn) {
    var others = observed.statements().stream().filter(s -> !s.equals(statement)).toList();
    var without = new PolicyDocument(observed.version(), observed.id(), others);
    return Witness.judge(arn, without, observed, List.of());
  }

  private static ForeignStatement standing(
      String hash,
      Statement statement,
      Map<String, ForeignStatement> known,
      @Nullable List<ForeignStatement> before,
      Instant now) {
    var row = Optional.ofNullable(known.get(hash)).filter(r -> r.lostAt() == null);
    var since = before == null ? null : now.toString();
    return row.orElseGet(() -> new ForeignStatement(hash, statement.sid(), since, null));
  }

  private static ForeignStatement lost(ForeignStatement row, Instant now) {
    return row.lostAt() != null
        ? row
        : new ForeignStatement(row.hash(), row.sid(), row.since(), now.toString());
  }

  private static boolean told(ForeignStatement row, Instant now) {
    return row.lostAt() == null || Instant.parse(row.lostAt()).plus(TOLD).isAfter(now);
  }

  private static boolean isIn(List<ForeignStatement> rows, ForeignStatement row) {
    return rows.stream().anyMatch(r -> r.hash().equals(row.hash()));
  }

  private static Map<String, Statement> statements(PolicyDocument observed) {
    var statements = new LinkedHashMap<String, Statement>();
    for (var statement : OwnedStatements.foreign(observed)) {
      var hash = PolicyText.hash(statement);
      var name = hash;
      for (int i = 2; statements.containsKey(name); i++) {
        name = hash + "#" + i;
      }
      statements.put(name, statement);
    }
    return statements;
  }

  private static String path(ForeignStatement row) {
    var sid = row.sid();
    return DriftLog.FOREIGN + "[" + (sid == null ? row.hash() : sid) + "]";
  }
}
