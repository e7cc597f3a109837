package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKey;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceVersionsTest {
  @ParameterizedTest
  @CsvSource({
    "9,   10,  OLDER",
    "10,  9,   NOT_OLDER",
    "99,  100, OLDER",
    "100, 100, NOT_OLDER",
    "123456789012345678901, 123456789012345678902, OLDER",
    "a,   b,   UNKNOWN",
    "a,   a,   NOT_OLDER",
    "010, 9,   UNKNOWN"
  })
  void compare(String one, String other, ResourceVersions.Order expected) {
    assertThat(ResourceVersions.compare(version(one), version(other))).isEqualTo(expected);
  }

  private static EncryptionKey version(String resourceVersion) {
    var key = new EncryptionKey();
    key.setMetadata(new ObjectMetaBuilder().withResourceVersion(resourceVersion).build());
    return key;
  }
}
