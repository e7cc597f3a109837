package dev.keyway.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** This instance works, or stands by to do so. */
@Readiness
@ApplicationScoped
class ReadinessProbe implements HealthCheck {
  private final OperatorHealth health;

  @Inject
  ReadinessProbe(OperatorHealth health) {
    this.health = health;
  }

  @Override
  public HealthCheckResponse call() {
    var phase = health.phase();
    boolean ready =
        switch (phase) {
          case RUNNING, STANDBY -> true;
          case STARTING, SYNCING, STOPPED -> false;
        };
    return HealthCheckResponse.named("operator")
        .status(ready)
        .withData("phase", Spelling.of(phase))
        .build();
  }
}
