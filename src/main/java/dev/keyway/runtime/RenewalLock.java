package dev.keyway.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Lease as the elector sees it. It knows when it was last written with success, by a clock that
 * nobody sets. fabric8's own lock leaves the holder's name out of its patch when the Lease is
 * released, so that it stays on; this one takes it off.
 */
final class RenewalLock implements Lock {
  private final LeaseOptions options;
  private @Nullable Lease seen;
  private volatile long renewedAt = System.nanoTime();

  RenewalLock(LeaseOptions options) {
    this.options = options;
  }

  @Override
  public synchronized @Nullable LeaderElectionRecord get(KubernetesClient client) {
    Lease lease =
        client
            .resources(Lease.class)
            .inNamespace(options.namespace())
            .withName(options.name())
            .get();
    seen = lease;
    return lease == null || lease.getSpec() == null ? null : record(lease.getSpec());
  }

  @Override
  public synchronized void create(KubernetesClient client, LeaderElectionRecord record) {
    long asked = System.nanoTime();
    if (seen == null) {
      client.resource(lease(record, null)).create();
    } else {
      patch(client, record);
    }
    renewedAt = asked;
  }

  @Override
  public synchronized void update(KubernetesClient client, LeaderElectionRecord record) {
    long asked = System.nanoTime();
    patch(client, record);
    renewedAt = asked;
  }

  @Override
  public String identity() {
    return options.identity();
  }

  @Override
  public String describe() {
    return "Lease %s/%s".formatted(options.namespace(), options.name());
  }

  /** Return how long ago the last successful write began. */
  Duration sinceRenewal() {
    return Duration.ofNanos(System.nanoTime() - renewedAt);
  }

  private void patch(KubernetesClient client, LeaderElectionRecord record) {
    var version = Objects.requireNonNull(seen, "read first").getMetadata().getResourceVersion();
    Lease lease = lease(record, version);
    ObjectNode patch = client.getKubernetesSerialization().convertValue(lease, ObjectNode.class);
    if (lease.getSpec().getHolderIdentity() == null) {
      patch.withObject("/spec").putNull("holderIdentity");
    }
    client.resource(lease).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
  }

  private static LeaderElectionRecord record(LeaseSpec spec) {
    return new LeaderElectionRecord(
        spec.getHolderIdentity(),
        Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 1)),
        spec.getAcquireTime(),
        spec.getRenewTime(),
        Objects.requireNonNullElse(spec.getLeaseTransitions(), 0));
  }

  private Lease lease(LeaderElectionRecord record, @Nullable String version) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withName(options.name())
        .withNamespace(options.namespace())
        .withResourceVersion(version)
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(record.getHolderIdentity())
        .withLeaseDurationSeconds((int) record.getLeaseDuration().toSeconds())
        .withAcquireTime(record.getAcquireTime())
        .withRenewTime(record.getRenewTime())
        .withLeaseTransitions(record.getLeaderTransitions())
        .endSpec()
        .build();
  }
}
