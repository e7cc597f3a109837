package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.AdoptionStatus;
import dev.keyway.api.v1alpha1.ForeignStatement;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.drift.Difference;
import dev.keyway.grants.Frame;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What it means for a pass that somebody else made the AWS object: what the spec has never set is
 * left alone, and the policy is shared with its other writers; pure.
 */
public final class Adoption {
  /** How long somebody else's change of a shared policy is left to settle. */
  private static final Duration QUIET = Duration.ofSeconds(60);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final @Nullable Adopt adopt;
  private final @Nullable AdoptionStatus before;
  private final Set<String> managed;
  private final boolean reports;

  private Adoption(KeywaySpec spec, @Nullable AdoptionStatus before, Set<String> managed) {
    this.adopt = spec.adopt();
    this.before = before;
    this.managed = managed;
    this.reports = Management.of(spec) == Management.REPORT;
  }

  /**
   * Look at an object.
   *
   * @param set the AWS attributes that its spec sets, by AWS's names
   */
  public static Adoption of(
      Resource<? extends KeywaySpec, ? extends @Nullable KeywayStatus> resource, Set<String> set) {
    KeywayStatus status = resource.status();
    var before = status == null ? null : status.adoption();
    var managed = new TreeSet<>(set);
    if (before != null) {
      managed.addAll(before.managed());
    }
    return new Adoption(resource.spec(), before, managed);
  }

  /** Return whether the spec names an AWS object to adopt. */
  public boolean isAdopted() {
    return adopt != null;
  }

  /** Return whether somebody else's object is looked at only. */
  public boolean isTold() {
    return adopt != null && reports;
  }

  /** Return whether an attribute follows the spec; on an object that Keyway made, all do. */
  public boolean manages(String attribute) {
    return adopt == null || managed.contains(attribute);
  }

  /** Return those attributes that follow the spec. */
  public Map<String, String> managed(Map<String, String> attributes) {
    var result = new TreeMap<>(attributes);
    result.keySet().removeIf(name -> !manages(name));
    return result;
  }

  /** Return what stays of the policy. */
  public static Frame frame(KeywaySpec spec, Optional<PolicyDocument> observed) {
    return spec.adopt() == null ? Frame.exclusive(observed) : Frame.shared(observed);
  }

  /** Return whether calls without TLS are to be denied; who made the object decides by default. */
  public static boolean requiresTls(KeywaySpec spec, @Nullable Boolean requireTls) {
    return spec.adopt() == null
        ? !Boolean.FALSE.equals(requireTls)
        : Boolean.TRUE.equals(requireTls);
  }

  /**
   * Return what is to stand in status before the first attribute is written; where nothing is
   * written, nothing has to.
   */
  public Optional<Outcome> unrecorded() {
    boolean recorded = before != null && before.managed().containsAll(managed);
    return adopt == null || recorded || reports
        ? Optional.empty()
        : Optional.of(
            new Outcome.InProgress(
                Reason.Adopting,
                "What the spec sets is recorded before it is written.",
                Duration.ZERO));
  }

  /**
   * Return what keeps Keyway from writing a policy that has other writers.
   *
   * @param drift how the policy differs, where that is drift
   */
  public Optional<Outcome> waits(PolicyDocument observed, List<Difference> drift, Instant now) {
    if (adopt == null || reports) {
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
  public List<Difference> ofOthers(
      String path,
      Optional<PolicyDocument> observed,
      String arn,
      List<Request> needed,
      Instant now) {
    return adopt == null
        ? PolicyText.foreignDenies(path, observed, needed)
        : observed
            .map(p -> ForeignLedger.differences(ForeignLedger.after(rows(), p, now), p, arn, now))
            .orElse(List.of());
  }

  /** Return what status is to remember; null of an object that Keyway made. */
  public @Nullable AdoptionStatus after(Optional<PolicyDocument> policy, Instant now) {
    if (adopt == null || policy.isEmpty()) {
      return before;
    }
    var rows = rows();
    boolean changed = rows != null && !ForeignLedger.isSame(rows, policy.get());
    var changedAt = before == null ? null : before.foreignChangedAt();
    var recorded = before == null ? List.<String>of() : before.managed();
    return new AdoptionStatus(
        reports ? recorded : List.copyOf(managed),
        ForeignLedger.after(rows, policy.get(), now),
        changed ? now.toString() : changedAt);
  }

  private @Nullable List<ForeignStatement> rows() {
    return before == null ? null : before.foreignStatements();
  }
}
