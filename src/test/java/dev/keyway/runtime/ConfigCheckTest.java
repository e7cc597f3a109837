package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCheckTest {
  private static final Map<String, String> SOUND =
      Map.of("keyway.cluster-id", "dev", "keyway.default-region", "eu-central-1");

  @Test
  void twoSettingsAreEnough() {
    assertThat(problems(SOUND)).isEmpty();
  }

  @Test
  void eachMissingSettingIsNamedWithWhatToSet() {
    assertThat(problems(Map.of()))
        .satisfiesExactly(
            clusterId ->
                assertThat(clusterId)
                    .startsWith("keyway.cluster-id is not set")
                    .contains("KEYWAY_CLUSTER_ID"),
            region ->
                assertThat(region)
                    .startsWith("keyway.default-region is not set")
                    .contains("KEYWAY_DEFAULT_REGION"));
  }

  @Test
  void namespacesCanBeBoundOnlyWhereAllAreWatched() {
    var settings = new HashMap<>(SOUND);
    settings.put("keyway.tenancy", "bound");
    assertThat(problems(settings)).isEmpty();

    settings.put("keyway.watch-namespaces", "team-a");
    assertThat(problems(settings))
        .singleElement(STRING)
        .startsWith("keyway.tenancy is bound and keyway.watch-namespaces is set")
        .contains("leave watch-namespaces empty");
  }

  @ParameterizedTest
  @CsvSource({
    "keyway.cluster-id,                       a b",
    "keyway.default-region,                   Frankfurt",
    "keyway.name-prefix,                      dots.are.not",
    "keyway.check-interval,                   100ms",
    "keyway.threads,                          0",
    "keyway.threads,                          65",
    "keyway.aws.endpoint-url,                 localhost:4566",
    "keyway.aws.sqs.endpoint-url,             ftp://127.0.0.1",
    "keyway.leader-election.enabled,          true"
  })
  void whatCannotWorkIsNamed(String key, String value) {
    var settings = new HashMap<>(SOUND);
    settings.put(key, value);

    assertThat(problems(settings))
        .isNotEmpty()
        .first(STRING)
        .startsWith(key.equals("keyway.leader-election.enabled") ? "keyway.pod.name" : key);
  }

  @Test
  void aLeaseHasToOutliveAFewRenewals() {
    var settings = new HashMap<>(SOUND);
    settings.putAll(
        Map.of(
            "keyway.leader-election.enabled", "true",
            "keyway.pod.name", "keyway-0",
            "keyway.pod.namespace", "keyway",
            "keyway.leader-election.lease-duration", "5s"));

    assertThat(problems(settings))
        .singleElement(STRING)
        .isEqualTo("keyway.leader-election.lease-duration is PT5S: use at least PT8S");
  }

  private static List<String> problems(Map<String, String> settings) {
    return ConfigCheck.problems(config(settings));
  }

  private static KeywayConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(KeywayConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(KeywayConfig.class);
  }
}
