package dev.keyway.scenario;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an object's status says after somebody changed AWS.
 *
 * @param drift the entries that were not there before
 * @param ready the condition Ready
 * @param writes what Keyway wrote to AWS, by operation
 */
record DriftRow(List<DriftEntry> drift, Condition ready, List<String> writes) {
  /** Let somebody change AWS under a channel that is in order, and see what its object says. */
  static DriftRow of(DriftCase given, String mode) {
    try (var world = new World()) {
      world.cluster.apply(DriftCase.CHANNEL);
      world.settle();
      if (!mode.equals("Enforce")) {
        world.cluster.apply(Modes.with(DriftCase.CHANNEL, mode));
        world.settle();
      }
      world.elapse(Duration.ofMinutes(20));
      given.by().accept(new Tampering(world));
      world.local.calls().clear();
      world.elapse(World.CHECK.multipliedBy(given.checks()).plusSeconds(1));
      world.elapse(Duration.ofMinutes(3));
      var status = world.status(World.named(given.kind(), "payments"));
      var writes =
          world.local.calls().where(Call::isMutating).stream()
              .filter(call -> call.caller().contains("/" + World.OPERATOR + "/"))
              .map(Call::operation)
              .distinct()
              .toList();
      return new DriftRow(
          status.drift(), Conditions.find(status.conditions(), "Ready").orElseThrow(), writes);
    }
  }

  String paths() {
    return joined(entry -> "`" + entry.path() + "`");
  }

  String impacts() {
    return joined(entry -> spelled(entry.impact().name()));
  }

  /** What was done, and what {@code Ready} says where the object is not in order. */
  String done() {
    var action = joined(entry -> spelled(entry.action().name()));
    return ready.reason().equals("Proven") ? action : action + "; Ready: `" + ready.reason() + "`";
  }

  boolean isNoticed() {
    return !drift.isEmpty() || !ready.reason().equals("Proven");
  }

  private String joined(Function<DriftEntry, String> part) {
    var text = drift.stream().map(part).distinct().sorted().collect(Collectors.joining(", "));
    return text.isEmpty() ? "–" : text;
  }

  private static String spelled(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
  }
}
