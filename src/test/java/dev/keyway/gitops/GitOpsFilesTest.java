package dev.keyway.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Kind;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files for Argo CD and Flux cover every kind. With {@code -Dkeyway.refresh=true} the ConfigMap
 * is written first.
 */
class GitOpsFilesTest {
  @Test
  void configMapHasTheScriptsAsTheyAre() throws IOException {
    if (Boolean.getBoolean("keyway.refresh")) {
      Files.writeString(Scripts.CONFIG, Scripts.config());
    }

    assertThat(Scripts.CONFIG).as("`make crds` refreshes it").hasContent(Scripts.config());
  }

  @Test
  void configMapIsOne() throws IOException {
    var config = Serialization.unmarshal(Files.readString(Scripts.CONFIG), ConfigMap.class);

    assertThat(config.getMetadata().getName()).isEqualTo("argocd-cm");
    assertThat(config.getData())
        .hasSize(2 * Kind.values().length + 1)
        .containsKey("resource.customizations.health.keyway.dev_" + Scripts.BINDING);
  }

  static Stream<String> kinds() {
    return Stream.concat(
        Stream.of(Kind.values()).map(Kind::kubernetesName), Stream.of(Scripts.BINDING));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void fluxHasExpressionsForEveryKind(String kind) {
    var expressions = Flux.expressions(kind);

    assertThat(expressions.get("apiVersion").textValue()).isEqualTo("keyway.dev/v1alpha1");
    assertThat(expressions.has("inProgress")).isTrue();
    assertThat(expressions.has("failed")).isTrue();
    assertThat(expressions.has("current")).isTrue();
  }
}
