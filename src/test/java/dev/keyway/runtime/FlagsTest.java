package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest {
  @Test
  void aFlagStandsForASetting() {
    assertThat(
            Flags.toSettings(
                "--endpoint-url=http://127.0.0.1:4566", "--sqs-endpoint-url=http://[::1]:1?a=b"))
        .isEqualTo(
            Map.of(
                "keyway.aws.endpoint-url", "http://127.0.0.1:4566",
                "keyway.aws.sqs.endpoint-url", "http://[::1]:1?a=b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nonsense=1", "--endpoint-url", "start", ""})
  void whatIsNoFlagIsRefusedWithTheFlagsThatThereAre(String arg) {
    assertThatThrownBy(() -> Flags.toSettings(arg))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--kms-endpoint-url");
  }
}
