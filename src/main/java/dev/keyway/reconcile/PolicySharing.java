package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.AdoptionStatus;
import dev.keyway.api.v1alpha1.ForeignStatement;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.PolicyOwnership;
import dev.keyway.drift.Difference;
import dev.keyway.grants.AdditionalStatements;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Frame;
import dev.keyway.grants.Grant;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.grants.PrincipalText;
import dev.keyway.policy.Effect;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a policy is Keyway's alone, or shared with others who write to it; pure.
 *
 * <p>What was shared becomes Keyway's only when nobody is cut off by it: AWS does not say who uses
 * a statement, so everybody whom one of others names has to be named by a spec first.
 */
public final class PolicySharing {
  /** How long somebody else's change of a shared policy is left to settle. */
  private static final Duration QUIET = Duration.ofSeconds(60);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final PolicyOwnership wanted;
  private final @Nullable AdoptionStatus before;
  private final Optional<PolicyDocument> observed;
  private final boolean reports;
  private final Set<String> strangers;

  private PolicySharing(
      KeywaySpec spec,
      @Nullable AdoptionStatus before,
      Optional<PolicyDocument> observed,
      Supplier<Set<String>> letIn) {
    this.wanted = wanted(spec);
    this.before = before;
    this.observed = observed;
    this.reports = Management.of(spec) == Management.REPORT;
    boolean wasShared = before == null ? spec.adopt() != null : !standing(before).isEmpty();
    this.strangers =
        wasShared && wanted == PolicyOwnership.EXCLUSIVE
            ? ForeignUsers.named(observed, letIn.get())
            : Set.of();
  }

  /**
   * Look at an object.
   *
   * @param observed its policy as AWS returned it
   * @param accountId its account, whom no policy has to let in
   * @param asked what is to stand in the policy; worked out only where others would lose it
   * @param admit makes the policy in a frame; who does not fit in would be cut off
   */
  public static PolicySharing of(
      Resource<? extends KeywaySpec, ? extends @Nullable KeywayStatus> resource,
      Optional<PolicyDocument> observed,
      String accountId,
      Supplier<List<Grant>> asked,
      Function<Frame, Admission.Admitted> admit) {
    KeywayStatus status = resource.status();
    return new PolicySharing(
        resource.spec(),
        status == null ? null : status.adoption(),
        observed,
        () -> letIn(accountId, asked.get(), admit.apply(Frame.exclusive(observed))));
  }

  private static Set<String> letIn(
      String accountId, List<Grant> asked, Admission.Admitted admitted) {
    var members = new TreeSet<String>();
    asked.forEach(grant -> members.add(grant.member()));
    admitted.refused().forEach(refusal -> members.remove(refusal.grant().member()));
    members.add(accountId);
    admitted.document().statements().stream()
        .filter(s -> AdditionalStatements.isAdditional(s) && s.effect() == Effect.ALLOW)
        .flatMap(s -> s.principals().members().stream())
        .forEach(member -> members.add(PrincipalText.of(member)));
    return members;
  }

  /** Look at an object that has no policy. */
  public static PolicySharing none(
      Resource<? extends KeywaySpec, ? extends @Nullable KeywayStatus> resource) {
    KeywayStatus status = resource.status();
    return new PolicySharing(
        resource.spec(), status == null ? null : status.adoption(), Optional.empty(), Set::of);
  }

  /** Return what the spec says; an adopted object's policy is shared by default. */
  static PolicyOwnership wanted(KeywaySpec spec) {
    return Objects.requireNonNullElse(
        spec.policyOwnership(),
        spec.adopt() == null ? PolicyOwnership.EXCLUSIVE : PolicyOwnership.SHARED);
  }

  /** Return whether others write it too, or would be cut off if they did not. */
  public boolean isShared() {
    return wanted == PolicyOwnership.SHARED || !strangers.isEmpty();
  }

  /** Return what stays of the policy. */
  public Frame frame() {
    return isShared() ? Frame.shared(observed) : Frame.exclusive(observed);
  }

  /** Return why a policy that is to be Keyway's alone is still shared. */
  public Optional<Outcome> obstacle(String arn) {
    return wanted == PolicyOwnership.SHARED || strangers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Blocked(
                Reason.ForeignGrantInUse,
                "The policy of "
                    + arn
                    + " stays shared: statements of others let in "
                    + String.join(", ", strangers)
                    + ", whom policyOwnership: Exclusive would cut off. Name them in the spec or by"
                    + " a TopicSubscription, or remove these statements in AWS.",
                Set.of(arn)));
  }

  /**
   * Return what keeps Keyway from writing a policy that has other writers.
   *
   * @param drift how the policy differs, where that is drift
   */
  public Optional<Outcome> waits(PolicyDocument observed, List<Difference> drift, Instant now) {
    if (!isShared() || reports) {
      return Optional.empty();
    }
    if (before == null || !ForeignLedger.isSame(before.foreignStatements(), observed)) {
      return Optional.of(
          new Outcome.InProgress(
              Reason.PolicySharedWithOthers,
              "Others write this policy too; it is written after it was read twice alike.",
              LOOK_AGAIN));
    }
    boolean broken = drift.stream().anyMatch(d -> d.impact() == Impact.BROKEN);
    return Optional.ofNullable(before.foreignChangedAt())
        .filter(_ -> !broken)
        .map(at -> Instant.parse(at).plus(QUIET))
        .filter(now::isBefore)
        .map(
            end ->
                new Outcome.InProgress(
                    Reason.PolicySharedWithOthers,
                    "Somebody else has just changed this policy; Keyway writes from "
                        + end
                        + " on.",
                    Duration.between(now, end)));
  }

  /**
   * Return what is to be told of others: on a policy that is shared with them, what they changed of
   * theirs; on one that is Keyway's, what they deny.
   *
   * @param needed requests that have to be possible
   */
  public List<Difference> ofOthers(String path, String arn, List<Request> needed, Instant now) {
    return isShared()
        ? observed
            .map(p -> ForeignLedger.differences(ForeignLedger.after(rows(), p, now), p, arn, now))
            .orElse(List.of())
        : PolicyText.foreignDenies(path, observed, needed);
  }

  /** Return whether status has to remember statements of others. */
  boolean isRemembered() {
    boolean shared = before != null && !standing(before).isEmpty();
    return isShared() || (shared && observed.filter(PolicySharing::allowsMore).isPresent());
  }

  private static boolean allowsMore(PolicyDocument document) {
    return OwnedStatements.foreign(document).stream().anyMatch(s -> s.effect() == Effect.ALLOW);
  }

  private static List<ForeignStatement> standing(AdoptionStatus status) {
    return status.foreignStatements().stream().filter(row -> row.lostAt() == null).toList();
  }

  private @Nullable List<ForeignStatement> rows() {
    return before == null ? null : before.foreignStatements();
  }
}
