package dev.keyway.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.api.v1alpha1.AdditionalStatement;
import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.grants.AdditionalStatements;
import dev.keyway.grants.Frame;
import dev.keyway.grants.Grant;
import dev.keyway.grants.Refusals;
import dev.keyway.imports.Imported.Note;
import dev.keyway.policy.AmazonResourceName;
import dev.keyway.policy.Condition;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Resources;
import dev.keyway.policy.Statement;
import dev.keyway.reconcile.SpecStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns statements of others into {@code additionalStatements}, where the operator would write
 * them: beside those of others, which stay, and besides all grants; pure.
 */
final class StatementImport {
  static final int MAX_ENTRIES = 10;
  private static final int MAX_OPERATORS = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private final ResourceKind kind;
  private final String arn;
  private final PolicyDocument observed;
  private final List<Grant> asked;
  private final List<AdditionalStatement> entries = new ArrayList<>();

  /**
   * Look at one policy.
   *
   * @param observed as AWS returned it
   * @param asked the grants of what is imported
   */
  StatementImport(ResourceKind kind, String arn, PolicyDocument observed, List<Grant> asked) {
    this.kind = kind;
    this.arn = arn;
    this.observed = observed;
    this.asked = asked;
  }

  /** Return what was taken. */
  List<AdditionalStatement> entries() {
    return List.copyOf(entries);
  }

  /** Take a statement if it can be, and return what is to be said of it. */
  Note take(Statement statement) {
    var entry = new AdditionalStatement(name(statement), text(statement));
    var text = StatementText.of(statement);
    var why = objection(entry, statement);
    if (why.isPresent()) {
      return Note.of("stays as it is: " + text + "; no spec can say it: " + why.get());
    }
    entries.add(entry);
    return Note.of("is in the spec as \"" + entry.name() + "\" too, and stays as it is: " + text);
  }

  /** Return what is to be said of a statement that is not to be taken. */
  Note leave(Statement statement) {
    var entry = new AdditionalStatement(name(statement), text(statement));
    var rest =
        objection(entry, statement)
            .map(why -> "; no spec can say it: " + why)
            .orElse("; --with-statements writes it into the spec");
    return Note.of("stays as it is: " + StatementText.of(statement) + rest);
  }

  private Optional<String> objection(AdditionalStatement entry, Statement statement) {
    if (entries.size() == MAX_ENTRIES) {
      return Optional.of("additionalStatements has " + MAX_ENTRIES + " entries already");
    }
    if (statement.conditions().stream().map(Condition::operator).distinct().count()
        > MAX_OPERATORS) {
      return Optional.of("it has more than " + MAX_OPERATORS + " condition operators");
    }
    var parts = AmazonResourceName.of(arn);
    var account = new AccountIdentity(parts.partition(), parts.account(), "");
    var all = new ArrayList<>(entries);
    all.add(entry);
    return new SpecStatements(new Asking(all), account, kind, arn, Optional.of(observed))
            .admit(List.of(), Frame.shared(Optional.of(observed)), asked, Refusals.NONE)
            .refusedStatements()
            .stream()
            .findFirst()
            .map(AdditionalStatements.Refusal::why);
  }

  private String name(Statement statement) {
    var sid = statement.sid();
    var base = sid == null || sid.isBlank() ? "statement" : sid;
    return ObjectNames.free(base, name -> entries.stream().noneMatch(e -> e.name().equals(name)));
  }

  // Everything in the policy of a queue or topic is about that queue or topic.
  private ObjectNode text(Statement statement) {
    var patterns = statement.resources().patterns();
    boolean own =
        !statement.resources().negated()
            && (patterns.equals(List.of(arn)) || patterns.equals(List.of("*")));
    var written =
        new Statement(
            null,
            statement.effect(),
            statement.principals(),
            statement.actions(),
            own ? Resources.none() : statement.resources(),
            statement.conditions());
    try {
      return JSON.readValue(written.toJson(), ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a statement is written as JSON", e);
    }
  }

  /** A spec that has nothing but these statements. */
  private record Asking(List<AdditionalStatement> additionalStatements) implements KeywaySpec {
    @Override
    public @Nullable DeletionPolicy deletionPolicy() {
      return null;
    }

    @Override
    public @Nullable Integer checkIntervalSeconds() {
      return null;
    }

    @Override
    public @Nullable Management management() {
      return null;
    }
  }
}
