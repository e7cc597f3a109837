package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.KeywayStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the owners of keys that are not Keyway's have to add, as statuses say it. */
final class KeyOwners {
  private KeyOwners() {}

  /** Return each statement once. */
  static List<KeyStatement> statements(Stream<KeywayStatus> statuses) {
    Set<String> seen = new HashSet<>();
    return statuses
        .flatMap(KeyOwners::statements)
        .filter(statement -> seen.add(statement.keyArn() + statement.statement()))
        .toList();
  }

  private static Stream<KeyStatement> statements(KeywayStatus status) {
    return switch (status) {
      case EncryptedTopicStatus topic -> topic.keyStatements().stream();
      case EncryptedQueueStatus queue -> queue.keyStatements().stream();
      default -> Stream.empty();
    };
  }
}
