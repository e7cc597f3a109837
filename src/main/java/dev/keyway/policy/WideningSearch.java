package dev.keyway.policy;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a request that one document allows and another does not, by trying all combinations of
 * the choices that their statements can tell apart.
 */
final class WideningSearch {
  private static final long MOST_CELLS = 400_000;

  /** Two key policies full of ARNs; the time grows with the square. */
  private static final long MOST_VALUES = 1_600;

  private final PolicyDocument narrow;
  private final PolicyDocument wide;
  private final List<Statement> statements;
  private final @Nullable String resourceArn;

  WideningSearch(PolicyDocument narrow, PolicyDocument wide, @Nullable String resourceArn) {
    this.narrow = narrow;
    this.wide = wide;
    this.statements =
        Stream.concat(narrow.statements().stream(), wide.statements().stream()).toList();
    this.resourceArn = resourceArn;
  }

  List<Widening> run() {
    Predicate<Statement> known = isAlsoInNarrow();
    List<Integer> suspects =
        IntStream.range(narrow.statements().size(), statements.size())
            .filter(i -> statements.get(i).effect() == Effect.ALLOW)
            .filter(i -> !known.test(statements.get(i)))
            .boxed()
            .toList();
    if (suspects.isEmpty()) {
      return List.of();
    }
    if (conditionValues() > MOST_VALUES) {
      return suspects.stream()
          .map(i -> cannotTell(statements.get(i), "there are too many condition values to compare"))
          .toList();
    }
    Cells cells = new Cells(narrow, wide, resourceArn);
    return suspects.stream().flatMap(i -> judge(cells, i).stream()).toList();
  }

  private long conditionValues() {
    return statements.stream()
        .flatMap(statement -> statement.conditions().stream())
        .mapToLong(condition -> condition.values().size())
        .sum();
  }

  /** The same statement, and no Deny that the wide document lacks: then no request differs. */
  private Predicate<Statement> isAlsoInNarrow() {
    boolean sameVariables =
        narrow.hasVariables() == wide.hasVariables()
            || statements.stream().noneMatch(KnownShapes::usesVariables);
    Canonical canonical = Canonical.in(statements.stream());
    UnaryOperator<Statement> meaning =
        statement -> Equivalence.meaning(canonical.canonical(statement));
    Set<Statement> inNarrow = narrow.statements().stream().map(meaning).collect(toSet());
    Set<Statement> inWide = wide.statements().stream().map(meaning).collect(toSet());
    boolean keepsDenies =
        inNarrow.stream().allMatch(s -> s.effect() == Effect.ALLOW || inWide.contains(s));
    return statement -> sameVariables && keepsDenies && inNarrow.contains(meaning.apply(statement));
  }

  private Optional<Widening> judge(Cells cells, int index) {
    Statement statement = statements.get(index);
    if (cells.countFor(index) > MOST_CELLS) {
      return Optional.of(cannotTell(statement, "there are too many combinations to try"));
    }
    Cells.Outcome outcome = cells.search(index);
    Request witness = outcome.witness();
    if (witness != null) {
      return Optional.of(new Widening.Witnessed(statement, witness, describe(statement, witness)));
    }
    if (outcome.doubtful()) {
      return Optional.of(cannotTell(statement, "some of its parts have no certain meaning"));
    }
    return isKnown(index)
        ? Optional.empty()
        : Optional.of(cannotTell(statement, "it is compared with patterns that may overlap"));
  }

  /**
   * Whether all statements that bear on this one are of shapes for which the search is complete.
   */
  private boolean isKnown(int index) {
    int first = narrow.statements().size();
    return IntStream.range(0, statements.size())
        .filter(i -> i < first || i == index || statements.get(i).effect() == Effect.DENY)
        .allMatch(
            i -> KnownShapes.has(statements.get(i), (i < first ? narrow : wide).hasVariables()));
  }

  private static Widening cannotTell(Statement statement, String why) {
    return new Widening.CannotTell(
        statement, statement.label() + " may allow more than desired: " + why);
  }

  private static String describe(Statement statement, Request witness) {
    StringBuilder text =
        new StringBuilder(
            "%s also allows %s to call %s on %s"
                .formatted(
                    statement.label(),
                    witness.caller().display(),
                    witness.action(),
                    witness.resourceArn()));
    for (Map.Entry<String, ContextValue> key : witness.context().stated().entrySet()) {
      switch (key.getValue()) {
        case ContextValue.Known(List<String> values) ->
            text.append(", ").append(key.getKey()).append(" = ").append(values.getFirst());
        case ContextValue.Absent _ -> text.append(", without ").append(key.getKey());
        case ContextValue.PresentUnknown _, ContextValue.Unknown _ -> {}
      }
    }
    return text.toString();
  }
}
