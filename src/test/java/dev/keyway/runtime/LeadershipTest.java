package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.support.Chart;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadershipTest {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(4);

  private String namespace = "";

  @BeforeEach
  void namespace() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
  }

  @AfterEach
  void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void theSecondStandsByAndTakesOverWhenTheFirstStops() {
    var cluster = new Cluster(namespace);
    try (var second = TestOperator.in(namespace, lease("second"))) {
      try (var first = TestOperator.in(namespace, lease("first")).started()) {
        second.process.start();
        cluster.createKey("k");
        Waiting.until("the leader's pass", () -> first.keys.count("k") > 0);
        Waiting.staysFor(
            LEASE.plus(RETRY),
            "the second stands by while the first renews",
            () -> second.process.phase() == OperatorProcess.Phase.STANDBY);
        assertThat(second.keys.count("k")).isZero();
        assertThat(holder()).isEqualTo("first");
      }
      assertThat(holder()).as("released at once").isNotEqualTo("first");
      Waiting.until(
          "the second to lead", () -> second.process.phase() == OperatorProcess.Phase.RUNNING);
      assertThat(second.lost).isFalse();
    }
  }

  @Test
  void aStolenLeaseEndsTheProcess() {
    try (var operator = TestOperator.in(namespace, lease("first")).started()) {
      lease()
          .edit(
              lease -> {
                lease.getSpec().setHolderIdentity("thief");
                lease.getSpec().setRenewTime(ZonedDateTime.now(ZoneOffset.UTC));
                return lease;
              });

      Waiting.until("the end", operator.lost::get);
    }
  }

  private LeaseOptions lease(String identity) {
    return new LeaseOptions(Chart.NAMESPACE, LeaseOptions.NAME, identity, LEASE, RETRY);
  }

  private io.fabric8.kubernetes.client.dsl.Resource<Lease> lease() {
    return ControlPlane.client()
        .resources(Lease.class)
        .inNamespace(Chart.NAMESPACE)
        .withName(LeaseOptions.NAME);
  }

  private String holder() {
    var holder = Objects.requireNonNull(lease().get()).getSpec().getHolderIdentity();
    return Objects.requireNonNullElse(holder, "nobody");
  }
}
