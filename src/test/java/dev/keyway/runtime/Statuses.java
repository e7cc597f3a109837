package dev.keyway.runtime;

import dev.keyway.reconcile.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Statuses for scripted passes. */
final class Statuses {
  private Statuses() {}

  /** A status of that generation, Ready, with further fields as {@code name=value}. */
  static <T> T ready(Class<T> type, long generation, String... facts) {
    return status(type, generation, "True", facts);
  }

  /** A status of the resource's generation, Ready, with further fields as {@code name=value}. */
  static <T> T ready(Class<T> type, Resource<?, ?> resource, String... facts) {
    return ready(type, resource.generation(), facts);
  }

  /** A status of the resource's generation, not Ready. */
  static <T> T unready(Class<T> type, Resource<?, ?> resource, String... facts) {
    return status(type, resource.generation(), "False", facts);
  }

  private static <T> T status(Class<T> type, long generation, String ready, String... facts) {
    String fields =
        Arrays.stream(facts)
            .map(fact -> fact.split("=", 2))
            .map(fact -> ",\"%s\":\"%s\"".formatted(fact[0], fact[1]))
            .collect(Collectors.joining());
    return Serialization.unmarshal(
        """
        {"observedGeneration":%1$d,"conditions":[{"type":"Ready","status":"%2$s",
        "reason":"InSync","message":"as scripted","observedGeneration":%1$d,
        "lastTransitionTime":"2026-01-01T00:00:00Z"}]%3$s}
        """
            .formatted(generation, ready, fields),
        type);
  }
}
