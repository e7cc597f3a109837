package dev.keyway.grants;

import dev.keyway.policy.Effect;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stays of a policy when Keyway writes its own statements into it.
 *
 * @param version and id: those of the document; the version decides what a variable means
 * @param foreign the statements of others that stay, in their order
 */
public record Frame(String version, @Nullable String id, List<Statement> foreign) {
  /** Keep nothing of others but what they deny: the policy is Keyway's. */
  public static Frame exclusive(Optional<PolicyDocument> observed) {
    var denied =
        observed.map(OwnedStatements::foreign).orElse(List.of()).stream()
            .filter(statement -> statement.effect() == Effect.DENY)
            .toList();
    return new Frame(PolicyDocument.VERSION_2012, null, denied);
  }

  /** Keep everything of others: the policy is shared with them. */
  public static Frame shared(Optional<PolicyDocument> observed) {
    return observed
        .map(d -> new Frame(d.version(), d.id(), OwnedStatements.foreign(d)))
        .orElseGet(() -> exclusive(observed));
  }

  /** Return a document of this frame. */
  PolicyDocument document(List<Statement> statements) {
    return new PolicyDocument(version, id, statements);
  }
}
