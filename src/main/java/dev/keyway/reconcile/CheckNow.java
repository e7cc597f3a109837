package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeywayStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The annotation {@code keyway.dev/check-now}. */
public final class CheckNow {
  private CheckNow() {}

  /** Return whether its value is one that no status has answered yet. */
  public static boolean isDue(Resource<?, ? extends @Nullable KeywayStatus> resource) {
    var asked = resource.checkNow();
    var answered =
        Optional.<KeywayStatus>ofNullable(resource.status()).map(KeywayStatus::lastCheckNow);
    return asked != null && !asked.equals(answered.orElse(null));
  }
}
