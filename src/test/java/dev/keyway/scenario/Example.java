package dev.keyway.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifests in {@code examples/}, and what has to become of them. */
enum Example {
  FIFO("fifo-cross-account.yaml", "payments", ".fifo", 1, World.OTHER_ACCOUNT, "ledger-task"),
  MINIMAL("minimal.yaml", "orders", "", 2, World.ACCOUNT, "checkout"),
  SERVICE_MANAGED("service-managed.yaml", "notices", "", 1, World.ACCOUNT, "checkout");

  private final String file;
  final String name;
  private final String suffix;
  final int keys;
  final String consumerAccount;
  final String consumerRole;

  Example(
      String file,
      String name,
      String suffix,
      int keys,
      String consumerAccount,
      String consumerRole) {
    this.file = file;
    this.name = name;
    this.suffix = suffix;
    this.keys = keys;
    this.consumerAccount = consumerAccount;
    this.consumerRole = consumerRole;
  }

  String yaml() {
    try {
      return Files.readString(Path.of("examples", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with {@code deletionPolicy: Delete} everywhere. */
  String yamlToDelete() {
    return yaml().replace("spec:\n", "spec:\n  deletionPolicy: Delete\n");
  }

  /** The documents of a manifest, one an object. */
  static List<String> documents(String yaml) {
    return Stream.of(yaml.split("(?m)^---$")).filter(d -> d.contains("kind:")).toList();
  }

  String topicArn() {
    return World.topicArn("shop_" + name + suffix);
  }

  String queueArn() {
    return World.queueArn("shop_" + name + suffix);
  }

  boolean isFifo() {
    return !suffix.isEmpty();
  }
}
