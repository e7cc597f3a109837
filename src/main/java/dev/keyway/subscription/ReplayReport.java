package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.SubscriptionReplay;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Report;
import dev.keyway.reconcile.Resource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in status what is true of a replay; pure. */
final class ReplayReport {
  private ReplayReport() {}

  /** Return whether the pass ended with a replay that has to be written down first. */
  static boolean isWriteAhead(Outcome outcome) {
    return outcome instanceof Outcome.InProgress(var reason, var _, var _)
        && reason == Reason.ReplayStarting;
  }

  /** Return what status is to remember after a pass. */
  static @Nullable SubscriptionReplay of(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      Optional<Map<String, String>> attributes,
      Report report) {
    var before =
        Optional.ofNullable(resource.status()).map(TopicSubscriptionStatus::replay).orElse(null);
    var from = resource.spec().replayFrom();
    if (from == null) {
      boolean stopped = attributes.filter(a -> ReplayPolicy.start(a).isEmpty()).isPresent();
      return stopped ? null : before;
    }
    var now = report.now().toString();
    if (isWriteAhead(report.outcome())) {
      return new SubscriptionReplay(from, now, null, null);
    }
    var shown = attributes.filter(a -> ReplayPolicy.start(a).equals(ReplayPolicy.time(from)));
    if (shown.isEmpty() || ReplayPolicy.time(from).isEmpty()) {
      return before;
    }
    var recorded = Replay.recorded(resource);
    return new SubscriptionReplay(
        from,
        recorded.map(SubscriptionReplay::recordedAt).orElse(now),
        Objects.requireNonNullElse(recorded.map(SubscriptionReplay::startedAt).orElse(null), now),
        ReplayPolicy.state(shown.get()));
  }
}
