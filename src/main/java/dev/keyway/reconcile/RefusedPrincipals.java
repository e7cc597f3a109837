package dev.keyway.reconcile;

import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.grants.AdditionalStatements;
import dev.keyway.grants.Grant;
import dev.keyway.grants.PrincipalText;
import dev.keyway.grants.Refusals;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds the principals that AWS does not take, so that one that does not exist never freezes a
 * policy that others share.
 *
 * <p>AWS refuses the whole policy and does not say for whose sake. So after a refusal all
 * principals that neither the policy in AWS nor an accepted one had are left out, and let in one a
 * write: the one whose write is refused is the culprit. It is tried again after a while, for it may
 * have been created since. Thread-safe.
 */
public final class RefusedPrincipals {
  private static final Duration AT_LEAST = Duration.ofSeconds(30);

  private static final class Trial {
    private final Set<String> proven = new TreeSet<>();
    private final Set<String> waiting = new TreeSet<>();
    private final Map<String, Instant> refusedUntil = new HashMap<>();
  }

  private final Clock clock;
  private final Duration retry;
  private final Settings settings;
  private final Map<String, Trial> trials = new ConcurrentHashMap<>();

  /** Remember refusals for the time between two checks. */
  public RefusedPrincipals(Clock clock, Settings settings) {
    this.clock = clock;
    this.settings = settings;
    this.retry =
        settings.checkInterval().compareTo(AT_LEAST) < 0 ? settings.checkInterval() : AT_LEAST;
  }

  /**
   * Return whom the policy of an object does not let in, though somebody asks for it.
   *
   * @param asked what is asked of the policy
   * @param observed the policy as AWS has it
   */
  public Refusals of(
      Resource<?, ?> resource, List<Grant> asked, Optional<PolicyDocument> observed) {
    var refusals = Refusals.unknown(leftOut(resource.uid()));
    var tenancy = settings.tenancy();
    return tenancy.isBound() ? refusals.guardedBy(tenancy.principals(), asked, observed) : refusals;
  }

  /**
   * Return the principals, and Sids of statements, to leave out of the next write of its policy.
   */
  public Set<String> leftOut(String objectUid) {
    var trial = trials.get(objectUid);
    if (trial == null) {
      return Set.of();
    }
    synchronized (trial) {
      var now = clock.instant();
      trial.refusedUntil.values().removeIf(until -> !until.isAfter(now));
      var leftOut = new TreeSet<>(trial.waiting);
      leftOut.addAll(trial.refusedUntil.keySet());
      return leftOut;
    }
  }

  /**
   * Make a write that carries a policy.
   *
   * @param standing the policy that AWS has; whoever is in it is no suspect
   * @return false when AWS refused it for the sake of a principal; the next plan leaves one out
   */
  public boolean attempt(String objectUid, String policy, String standing, Runnable write) {
    try {
      write.run();
      accepted(objectUid, principals(policy), sids(policy));
      return true;
    } catch (AwsException e) {
      if (e.failure().cause() == AwsFailure.Cause.POLICY_REFUSED
          && refused(objectUid, policy, standing)) {
        return false;
      }
      throw e;
    }
  }

  private void accepted(String objectUid, Set<String> principals, Set<String> sids) {
    var trial = trials.get(objectUid);
    if (trial == null) {
      return;
    }
    synchronized (trial) {
      trial.proven.addAll(principals);
      trial.waiting.removeAll(principals);
      trial.waiting.removeAll(sids);
      next(trial).ifPresent(trial.waiting::remove);
    }
  }

  private boolean refused(String objectUid, String policy, String standing) {
    var trial = trials.computeIfAbsent(objectUid, _ -> new Trial());
    synchronized (trial) {
      var suspects = suspects(trial, policy, standing);
      if (suspects.size() == 1) {
        trial.refusedUntil.put(suspects.iterator().next(), clock.instant().plus(retry));
      } else {
        trial.waiting.addAll(suspects);
      }
      // One is let in with the rest at once: without any the policy may be what AWS has already,
      // and nothing would be written that could prove anybody.
      next(trial).ifPresent(trial.waiting::remove);
      return !suspects.isEmpty();
    }
  }

  // Who was proven may be gone since. And when it is nobody's fault, it is that of a statement that
  // a spec has in IAM's own words, where more can be wrong than a principal.
  private static Set<String> suspects(Trial trial, String policy, String standing) {
    var suspects = new TreeSet<>(principals(policy));
    suspects.removeAll(principals(standing));
    var unproven = new TreeSet<>(suspects);
    unproven.removeAll(trial.proven);
    if (suspects.isEmpty()) {
      suspects.addAll(sids(policy));
      suspects.removeAll(sids(standing));
    }
    return unproven.isEmpty() ? suspects : unproven;
  }

  private static Optional<String> next(Trial trial) {
    return trial.waiting.stream().findFirst();
  }

  // The account root exists whenever the account does: it is never a suspect.
  private static Set<String> principals(String policy) {
    var members = new TreeSet<String>();
    statements(policy)
        .flatMap(statement -> statement.principals().members().stream())
        .map(PrincipalText::of)
        .filter(member -> member.startsWith("arn:"))
        .forEach(members::add);
    return members;
  }

  private static Set<String> sids(String policy) {
    var sids = new TreeSet<String>();
    statements(policy)
        .filter(AdditionalStatements::isAdditional)
        .forEach(statement -> sids.add(Objects.requireNonNull(statement.sid())));
    return sids;
  }

  private static Stream<Statement> statements(String policy) {
    return PolicyText.read(policy).stream().flatMap(document -> document.statements().stream());
  }
}
