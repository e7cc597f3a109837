package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.AdoptionStatus;
import dev.keyway.api.v1alpha1.ForeignStatement;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.policy.PolicyDocument;
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
 * left alone; pure.
 */
public final class Adoption {
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
   * Return what status is to remember; null of an object that Keyway made and shares with nobody.
   *
   * @param sharing of the policy, where that is known
   */
  public @Nullable AdoptionStatus after(
      Optional<PolicySharing> sharing, Optional<PolicyDocument> policy, Instant now) {
    if (sharing.isEmpty() || policy.isEmpty()) {
      return before;
    }
    if (!sharing.get().isRemembered()) {
      return adopt == null ? null : new AdoptionStatus(recordedAfter(), List.of(), null);
    }
    var rows = rows();
    boolean changed = rows != null && !ForeignLedger.isSame(rows, policy.get());
    var changedAt = before == null ? null : before.foreignChangedAt();
    return new AdoptionStatus(
        recordedAfter(),
        ForeignLedger.after(rows, policy.get(), now),
        changed ? now.toString() : changedAt);
  }

  private List<String> recordedAfter() {
    var recorded = before == null ? List.<String>of() : before.managed();
    return reports || adopt == null ? recorded : List.copyOf(managed);
  }

  private @Nullable List<ForeignStatement> rows() {
    return before == null ? null : before.foreignStatements();
  }
}
