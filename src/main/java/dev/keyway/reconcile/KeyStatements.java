package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.drift.Difference;
import dev.keyway.grants.Admission;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a key that Keyway does not manage has to write, and whether it stands; pure.
 */
public final class KeyStatements {
  private static final int MAX = 50;

  private KeyStatements() {}

  /** Return the statements of a key in their order, judged on what AWS returned. */
  static List<KeyStatement> of(ExternalKey key) {
    var policy = key.policy().found().flatMap(PolicyText::read);
    return document(key).statements().stream()
        .map(
            statement ->
                new KeyStatement(
                    key.arn(),
                    Objects.requireNonNull(statement.sid()),
                    statement.toJson(),
                    verdict(key, statement, policy),
                    null,
                    null))
        .toList();
  }

  private static PolicyDocument document(ExternalKey key) {
    return admitted(key).document();
  }

  private static Admission.Admitted admitted(ExternalKey key) {
    return new Admission(PolicyLimits.KMS_KEY, List.of()).admit(key.grants(), Set.of());
  }

  /**
   * Return the grants that no key policy has room for, so that they are not among the statements.
   */
  static List<Admission.Refusal> refused(ExternalKey key) {
    return admitted(key).refused();
  }

  private static Verdict verdict(
      ExternalKey key, Statement statement, Optional<PolicyDocument> policy) {
    if (key.policy().isAbsent()) {
      return Verdict.BROKEN;
    }
    var grants = OwnedStatements.grants(PolicyDocument.of(List.of(statement)));
    return policy.map(p -> KeyProof.of(grants, key.arn(), key.region(), p)).orElse(Verdict.UNKNOWN);
  }

  /**
   * Return the statements as status shows them after a pass.
   *
   * @param previous those of the status before
   * @param current the key that is wanted
   * @param left keys that were left, or are about to be
   */
  public static List<KeyStatement> after(
      List<KeyStatement> previous,
      KeyView current,
      List<LeftKey> left,
      Duration withdraw,
      Instant now) {
    var statements = new ArrayList<KeyStatement>();
    if (current instanceof KeyView.External(ExternalKey key)) {
      of(key).forEach(s -> statements.add(carriedOn(previous, key, s, null, now)));
    }
    for (var leave : left) {
      var old = leave.key(withdraw, now);
      of(old).forEach(s -> statements.add(carriedOn(previous, old, s, leave.entry().until(), now)));
    }
    return statements.stream().limit(MAX).toList();
  }

  // A call that AWS did not answer says nothing about what was proven before.
  private static KeyStatement carriedOn(
      List<KeyStatement> previous,
      ExternalKey key,
      KeyStatement s,
      @Nullable String until,
      Instant now) {
    var before = previous.stream().filter(p -> isSame(p, s)).findFirst();
    var verdict =
        before
            .filter(_ -> key.passingFailure().isPresent())
            .map(KeyStatement::verdict)
            .orElse(s.verdict());
    var provenAt =
        before
            .flatMap(b -> Optional.ofNullable(b.provenAt()))
            .or(() -> verdict == Verdict.PROVEN ? Optional.of(now.toString()) : Optional.empty());
    return new KeyStatement(
        s.keyArn(), s.sid(), s.statement(), verdict, provenAt.orElse(null), until);
  }

  /**
   * Return what somebody took away from keys that are in use or were left: Keyway cannot give it
   * back, and says so.
   *
   * @param keyInUse what AWS encrypts with
   */
  public static List<Difference> drift(
      List<KeyStatement> previous,
      KeyView current,
      Optional<String> keyInUse,
      List<LeftKey> left,
      Duration withdraw,
      Instant now) {
    var keys = new ArrayList<ExternalKey>();
    if (keyInUse.filter(current::isNamed).isPresent()
        && current instanceof KeyView.External(ExternalKey key)) {
      keys.add(key);
    }
    left.forEach(leave -> keys.add(leave.key(withdraw, now)));
    return keys.stream()
        .flatMap(key -> Stream.concat(state(key), statements(previous, key)))
        .toList();
  }

  private static Stream<Difference> state(ExternalKey key) {
    return ExternalKeys.state(key).stream()
        .map(state -> new Difference("KeyState of " + key.arn(), "Enabled", state, Impact.BROKEN));
  }

  private static Stream<Difference> statements(List<KeyStatement> previous, ExternalKey key) {
    return of(key).stream()
        .filter(s -> s.verdict() == Verdict.BROKEN)
        .filter(s -> previous.stream().anyMatch(p -> isSame(p, s) && p.provenAt() != null))
        .map(
            s ->
                new Difference(
                    "KeyPolicy." + s.sid() + " of " + key.arn(),
                    s.statement(),
                    "not allowed any more",
                    Impact.BROKEN));
  }

  private static boolean isSame(KeyStatement a, KeyStatement b) {
    return a.keyArn().equals(b.keyArn()) && a.statement().equals(b.statement());
  }
}
