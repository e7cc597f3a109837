package dev.keyway.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Passes come to an end, and changes arrive. */
@Liveness
@ApplicationScoped
class LivenessProbe implements HealthCheck {
  private final OperatorHealth health;

  @Inject
  LivenessProbe(OperatorHealth health) {
    this.health = health;
  }

  @Override
  public HealthCheckResponse call() {
    var complaint = health.complaint();
    var response = HealthCheckResponse.named("reconciliation").status(complaint.isEmpty());
    complaint.ifPresent(text -> response.withData("complaint", text));
    return response.build();
  }
}
