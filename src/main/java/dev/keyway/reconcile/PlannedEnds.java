package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The topic or queue that a neighbour would adopt if it were allowed to write. With {@code
 * management: Report} it is reckoned with already; nothing is written by that.
 */
public final class PlannedEnds {
  private static final Set<String> NOT_ITS_OWN =
      Set.of(
          Reason.OwnershipConflict.name(),
          Reason.AdoptionMismatch.name(),
          Reason.AdoptedNotFound.name(),
          Reason.IdentityChanged.name(),
          Reason.InvalidName.name());

  private PlannedEnds() {}

  /**
   * Return the ARN of that neighbour's AWS object, once its own pass has found that it is nobody
   * else's.
   *
   * @param asker mode of the one whose plan it enters; who may write does not reckon with it
   */
  public static Optional<String> of(
      Management asker,
      Optional<? extends Resource<? extends KeywaySpec, ? extends @Nullable KeywayStatus>> end) {
    return end.filter(_ -> asker == Management.REPORT)
        .filter(e -> Management.of(e.spec()) == Management.REPORT && isItsOwn(e))
        .flatMap(e -> Optional.ofNullable(e.spec().adopt()))
        .map(Adopt::arn);
  }

  private static boolean isItsOwn(
      Resource<? extends KeywaySpec, ? extends @Nullable KeywayStatus> end) {
    return Optional.<KeywayStatus>ofNullable(end.status())
        .flatMap(status -> Conditions.find(status.conditions(), Conditions.READY))
        .filter(ready -> !NOT_ITS_OWN.contains(ready.reason()))
        .isPresent();
  }
}
