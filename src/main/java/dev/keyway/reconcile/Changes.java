package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.drift.Difference;
import dev.keyway.drift.DriftLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the writes that bring one AWS object in line, and tells drift from a roll-out: what
 * differs although this generation was already converged, somebody else has changed.
 *
 * <p>What Keyway wrote within the propagation window and AWS does not show yet is neither written
 * again nor drift.
 */
public final class Changes<A> {
  private final Settings settings;
  private final boolean converged;
  private final List<String> openDrift;
  private final Map<String, String> recent;
  private final List<Step<A>> steps = new ArrayList<>();
  private final List<Difference> drift = new ArrayList<>();
  private boolean propagating;

  /**
   * Begin a plan.
   *
   * @param recent {@link Observations#recentWrites} of the AWS object
   */
  public Changes(
      Settings settings,
      Resource<?, ? extends @Nullable KeywayStatus> resource,
      Map<String, String> recent) {
    this.settings = settings;
    this.recent = recent;
    var status =
        Optional.<KeywayStatus>ofNullable(resource.status())
            .filter(s -> s.observedGeneration() == resource.generation());
    this.converged = isReached(resource);
    this.openDrift = status.map(s -> DriftLog.openPaths(s.drift())).orElse(List.of());
  }

  /** Return whether AWS once had what this generation asks for. */
  static boolean isReached(Resource<?, ? extends @Nullable KeywayStatus> resource) {
    return Optional.<KeywayStatus>ofNullable(resource.status())
        .filter(s -> s.observedGeneration() == resource.generation())
        .flatMap(s -> Conditions.find(s.conditions(), Conditions.READY))
        .filter(
            ready ->
                ready.status() == ConditionStatus.TRUE
                    || Reason.ChangesReported.name().equals(ready.reason())
                    || Reason.Contested.name().equals(ready.reason()))
        .isPresent();
  }

  /** Return the difference where it is drift, nothing where it is a roll-out. */
  public List<Difference> ifDrift(Difference difference) {
    return converged || openDrift.contains(difference.path()) ? List.of(difference) : List.of();
  }

  /**
   * Return the difference where something is lost that was there, or is told as lost already; what
   * only now becomes possible is a roll-out.
   */
  public List<Difference> ifLost(Difference difference, boolean wasThere) {
    return wasThere || openDrift.contains(difference.path()) ? ifDrift(difference) : List.of();
  }

  /** Return whether this generation was in order already, so that a write now is a repair. */
  public boolean isRepair() {
    return converged;
  }

  /** Write, and report as drift what is given as such. */
  public void add(
      String aspect,
      String desired,
      List<Difference> differences,
      A action,
      Reason reason,
      String message) {
    if (isPropagating(aspect, desired)) {
      return;
    }
    drift.addAll(differences);
    steps.add(new Step<>(action, reason, message, paths(differences)));
  }

  /** Return whether Keyway has just written this and AWS does not show it yet. */
  public boolean isPropagating(String aspect, String desired) {
    boolean written = desired.equals(recent.get(aspect));
    propagating |= written;
    return written;
  }

  /** Write several aspects at once, of which {@link #isPropagating} said no. */
  public void addAll(List<Difference> differences, A action, Reason reason, String message) {
    drift.addAll(differences);
    steps.add(new Step<>(action, reason, message, paths(differences)));
  }

  /** Write what cannot be drift. */
  public void rollOut(String aspect, String desired, A action, Reason reason, String message) {
    add(aspect, desired, List.of(), action, reason, message);
  }

  /** Report a difference that Keyway may not repair. */
  public void reportOnly(Difference difference) {
    drift.add(difference);
  }

  /** Write the tags that are missing or differ; foreign tags stay. */
  public void tags(
      Map<String, String> wanted,
      Map<String, String> observed,
      Function<Map<String, String>, A> action) {
    var missing = new TreeMap<>(wanted);
    missing.entrySet().removeIf(tag -> tag.getValue().equals(observed.get(tag.getKey())));
    if (missing.isEmpty()) {
      return;
    }
    boolean returned = missing.keySet().equals(Set.of(Identity.UID));
    var difference =
        new Difference("Tags", missing.toString(), shown(missing, observed), Impact.CHANGED);
    add(
        "Tags",
        missing.toString(),
        returned ? List.of() : ifDrift(difference),
        action.apply(missing),
        returned ? Reason.Reclaimed : Reason.TagsWritten,
        returned ? "Took over what an earlier object of this name left." : "Wrote tags.");
  }

  /** Return the plan: the writes, or else how the pass ends. */
  public Plan<A> plan(Outcome otherwise) {
    if (propagating && steps.isEmpty() && otherwise instanceof Outcome.Done) {
      var window = settings.propagation();
      var message = "AWS does not show the last write yet; it takes up to a minute.";
      return Plan.of(
          List.of(), new Outcome.InProgress(Reason.Propagating, message, again(window)), drift);
    }
    if (steps.isEmpty() && KeyMoves.isWriteAhead(otherwise)) {
      return Plan.writeAhead(otherwise, drift);
    }
    return Plan.of(steps, otherwise, drift);
  }

  private static List<String> paths(List<Difference> differences) {
    return differences.stream().map(Difference::path).toList();
  }

  private static Duration again(Duration window) {
    return Duration.ofMillis(Math.max(200, window.toMillis() / 10));
  }

  private static String shown(Map<String, String> missing, Map<String, String> observed) {
    var shown = new TreeMap<String, String>();
    missing.keySet().forEach(key -> shown.put(key, observed.getOrDefault(key, "absent")));
    return shown.toString();
  }
}
