package dev.keyway.key;

import dev.keyway.grants.Callers;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Request;
import java.util.ArrayList;
import java.util.List;

/** The uses of a key that have to be possible: if one is not, the policy is broken. */
final class KeyNeeds {
  private KeyNeeds() {}

  static List<Request> of(KeyObservation o, String keyArn) {
    var requests = new ArrayList<Request>();
    for (var queue : o.queues()) {
      for (var source : queue.sources()) {
        requests.add(CallerContexts.snsKeyUse("kms:Decrypt", source.topicArn(), keyArn));
        requests.add(CallerContexts.snsKeyUse("kms:GenerateDataKey", source.topicArn(), keyArn));
      }
      queue.consumers().stream()
          .flatMap(m -> Callers.of(m).stream())
          .forEach(
              caller ->
                  requests.add(CallerContexts.viaSqs(caller, "kms:Decrypt", keyArn, o.region())));
    }
    for (var topic : o.topics()) {
      topic.publishers().stream()
          .flatMap(m -> Callers.of(m).stream())
          .forEach(
              caller ->
                  requests.add(
                      CallerContexts.viaSns(caller, "kms:GenerateDataKey", keyArn, o.region())));
    }
    return requests;
  }
}
