package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A short, always equal run of what {@code make fuzz} does for as long as one likes. */
class PolicyFuzzTest {
  private static final int INPUTS = 4_000;

  @Test
  void brokenAndOversizedTextsDoNoHarm() throws Exception {
    AtomicInteger left = new AtomicInteger(INPUTS);
    PolicyFuzz.Report report = PolicyFuzz.run(1, () -> left.getAndDecrement() > 0);
    assertThat(report.findings()).isEmpty();
    assertThat(report.read()).as("documents among the inputs").isGreaterThan(INPUTS / 10);
  }
}
