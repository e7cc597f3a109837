package dev.keyway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Each alert, in Prometheus' own engine; {@code e2e/alerts} has the series. */
class AlertsIT {
  @Test
  void firesWhenItShouldAndOnlyThen() throws IOException, InterruptedException {
    // Go does not see that the rules have changed: they are outside of its module.
    var script = ". e2e/toolchain go && cd e2e/alerts && go test -count=1 ./...";
    var process = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as("%s", output).isZero();
  }
}
