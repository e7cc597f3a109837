package dev.keyway.gitops;

import dev.keyway.reconcile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes the ConfigMap that brings the Lua scripts into Argo CD. */
final class Scripts {
  static final Path CONFIG = Path.of("gitops", "argocd", "argocd-cm.yaml");
  static final List<String> ACTIONS = List.of("check-now", "pause", "resume");
  private static final Path FOLDER = Path.of("gitops", "argocd");
  private static final String BUILT =
      """
      # Made from the scripts in this folder; refresh with `make crds`.
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: argocd-cm
        labels:
          app.kubernetes.io/part-of: argocd
      data:
      """;

  static final String BINDING = "AccountBinding";

  private Scripts() {}

  /** Return the ConfigMap as it should be. */
  static String config() {
    var text = new StringBuilder(BUILT);
    for (var kind : Kind.values()) {
      text.append("  resource.customizations.health.keyway.dev_%s: |\n".formatted(name(kind)))
          .append(script("health.lua", 4))
          .append("  resource.customizations.actions.keyway.dev_%s: |\n".formatted(name(kind)))
          .append("    discovery.lua: |\n")
          .append(script("actions/discovery.lua", 6))
          .append("    definitions:\n");
      for (var action : ACTIONS) {
        text.append("      - name: %s\n        action.lua: |\n".formatted(action))
            .append(script("actions/" + action + ".lua", 10));
      }
    }
    // The actions ask for checks of AWS, and a binding has nothing to check there.
    text.append("  resource.customizations.health.keyway.dev_%s: |\n".formatted(BINDING))
        .append(script("health.lua", 4));
    return text.toString();
  }

  private static String name(Kind kind) {
    return kind.kubernetesName();
  }

  private static String script(String file, int indent) {
    try (Stream<String> lines = Files.lines(FOLDER.resolve(file))) {
      return lines
          .map(line -> line.isEmpty() ? "\n" : " ".repeat(indent) + line + "\n")
          .reduce("", String::concat);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
