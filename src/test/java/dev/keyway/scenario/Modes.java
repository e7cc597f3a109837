package dev.keyway.scenario;

/** Manifests with a {@code management}, and what a mode has to leave alone. */
final class Modes {
  private Modes() {}

  /** The manifests, every object with that mode. */
  static String with(String yaml, String mode) {
    return yaml.replace("spec:\n", "spec:\n  management: " + mode + "\n");
  }

  /** The manifests, only the objects of that kind with that mode. */
  static String with(String yaml, String kind, String mode) {
    var all = new StringBuilder();
    for (var document : Example.documents(yaml)) {
      all.append("---\n")
          .append(document.contains("kind: " + kind + "\n") ? with(document, mode) : document);
    }
    return all.toString();
  }
}
