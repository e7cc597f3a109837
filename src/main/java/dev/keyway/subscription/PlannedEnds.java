package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The topic or queue that a neighbour would adopt if it were allowed to write. With {@code
 * management: Report} a subscription is compared with it already; nothing is written by that.
 */
final class PlannedEnds {
  private PlannedEnds() {}

  // The neighbour's own pass has seen it, and found that nobody else's tags are on it.
  static Optional<String> of(
      KeywaySpec subscription,
      Optional<? extends Resource<? extends KeywaySpec, ? extends @Nullable KeywayStatus>> end) {
    return end.filter(_ -> Management.of(subscription) == Management.REPORT)
        .filter(PlannedEnds::isHeldBack)
        .flatMap(e -> Optional.ofNullable(e.spec().adopt()))
        .map(Adopt::arn);
  }

  private static boolean isHeldBack(
      Resource<? extends KeywaySpec, ? extends @Nullable KeywayStatus> end) {
    return Optional.<KeywayStatus>ofNullable(end.status())
        .flatMap(status -> Conditions.find(status.conditions(), Conditions.READY))
        .filter(ready -> Reason.ChangesPlanned.name().equals(ready.reason()))
        .isPresent();
  }
}
