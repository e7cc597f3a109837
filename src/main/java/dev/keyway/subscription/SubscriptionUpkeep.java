package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.drift.Difference;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import java.util.List;
import java.util.Map;

/**
 * Brings the attributes of a subscription that is there in line with its spec; pure.
 *
 * <p>SNS takes one attribute a call, and judges a filter policy by the scope that stands: a nested
 * one has to find {@code MessageBody}, and {@code MessageAttributes} has to find a flat one (SNS
 * API Reference, SetSubscriptionAttributes). A policy under the other scope would drop messages
 * that both the old and the new filter want. So where both change, the filter is taken away first,
 * which lets every message through, and the new one is set last.
 */
final class SubscriptionUpkeep {
  private final String arn;
  private final boolean replays;
  private final Map<String, String> desired;
  private final Map<String, String> observed;
  private final Adoption adoption;
  private final Changes<SubscriptionAction> changes;

  SubscriptionUpkeep(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      String arn,
      Map<String, String> observed,
      Changes<SubscriptionAction> changes) {
    this.arn = arn;
    this.replays = resource.spec().replayFrom() != null;
    this.desired = SubscriptionAttributes.of(resource.spec());
    this.adoption = AdoptedSubscription.of(resource);
    this.observed = observed;
    this.changes = changes;
  }

  void plan() {
    filter();
    attribute(SubscriptionAttributes.RAW);
    if (!replays) {
      attribute(ReplayPolicy.NAME);
    }
  }

  private void filter() {
    var filter = SubscriptionAttributes.FILTER;
    var scope = SubscriptionAttributes.SCOPE;
    if (isRight(filter) || isRight(scope)) {
      attribute(filter);
      attribute(scope);
      return;
    }
    boolean written =
        List.of(filter, scope).stream()
            .allMatch(name -> changes.isPropagating(name, desired(name)));
    if (written) {
      return;
    }
    if (!isWithoutFilter(observed(filter))) {
      set(filter, SubscriptionAttributes.NO_FILTER, isWithoutFilter(desired(filter)));
    }
    set(scope, desired(scope), true);
    if (!isWithoutFilter(desired(filter))) {
      set(filter, desired(filter), true);
    }
  }

  private void attribute(String name) {
    if (!isRight(name) && !changes.isPropagating(name, desired(name))) {
      set(name, desired(name), true);
    }
  }

  private void set(String name, String value, boolean isLast) {
    var difference = difference(name, desired(name), observed(name));
    changes.addAll(
        isLast ? changes.ifDrift(difference) : List.of(),
        new SubscriptionAction.SetAttribute(arn, name, value),
        Reason.AttributesWritten,
        isLast
            ? "Wrote " + name + " of " + arn + "."
            : "Took the filter policy of " + arn + " away while its scope changes.");
  }

  static Difference difference(String name, String desired, String observed) {
    return new Difference(name, desired, observed, Impact.CHANGED);
  }

  private boolean isRight(String name) {
    return !adoption.manages(name)
        || SubscriptionAttributes.same(name, desired(name), observed(name));
  }

  private String desired(String name) {
    return desired.getOrDefault(name, SubscriptionAttributes.whenAbsent(name));
  }

  private String observed(String name) {
    return observed.getOrDefault(name, SubscriptionAttributes.whenAbsent(name));
  }

  private static boolean isWithoutFilter(String policy) {
    var filter = SubscriptionAttributes.FILTER;
    return SubscriptionAttributes.same(filter, SubscriptionAttributes.NO_FILTER, policy);
  }
}
