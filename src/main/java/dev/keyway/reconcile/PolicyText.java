package dev.keyway.reconcile;

import dev.keyway.drift.Difference;
import dev.keyway.drift.ForeignDenies;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.policy.Equivalence;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.Request;
import dev.keyway.policy.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Policies as AWS returns them, and as status remembers them. */
public final class PolicyText {
  /** A policy that says nothing, as good as none. */
  public static final String EMPTY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

  private static final String HASH_VERSION = "v1:";

  private PolicyText() {}

  /** Return what is to be told of the Deny statements that somebody else put into a policy. */
  public static List<Difference> foreignDenies(
      String path, Optional<PolicyDocument> observed, List<Request> needed) {
    return observed
        .map(o -> ForeignDenies.judge(path, o, OwnedStatements.foreign(o), needed))
        .orElse(List.of());
  }

  /** Read a policy; empty where the text is no policy, as AWS itself would never return it. */
  public static Optional<PolicyDocument> read(String json) {
    try {
      return Optional.of(PolicyDocument.parse(json));
    } catch (PolicySyntaxException e) {
      return Optional.empty();
    }
  }

  /** Return whether AWS has the wanted policy. */
  public static boolean matches(PolicyDocument desired, Optional<PolicyDocument> observed) {
    return observed.isPresent() && Equivalence.equivalent(desired, observed.get());
  }

  /**
   * Return a versioned hash of a wanted policy, so that an upgrade of Keyway is never drift. What
   * somebody else put there and Keyway keeps does not count, their Id and Version included: it is
   * not what users want.
   */
  public static String hash(PolicyDocument desired) {
    var own = desired.statements().stream().filter(OwnedStatements::owns).toList();
    return digest(PolicyDocument.of(own));
  }

  /** Return a versioned hash of all that a statement says, whoever it is of. */
  public static String hash(Statement statement) {
    return digest(PolicyDocument.of(List.of(statement)));
  }

  private static String digest(PolicyDocument document) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(document.toJson().getBytes(StandardCharsets.UTF_8));
      return HASH_VERSION + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
