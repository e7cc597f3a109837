package dev.keyway.queue;

import dev.keyway.grants.Grant;
import dev.keyway.grants.GrantKind;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.reconcile.DeadLetters;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Reading;
import dev.keyway.reconcile.RedrivePolicy;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps what lets messages be moved back out of a dead-letter queue whose object is missing, as
 * long as that queue's own policy lets somebody move them.
 */
final class FormerRedrivers {
  private final Observations observations;
  private final DeadLetters deadLetters;

  FormerRedrivers(Observations observations, Wanted wanted, Settings settings) {
    this.observations = observations;
    this.deadLetters = new DeadLetters(settings, wanted);
  }

  List<Grant> of(RedriveSubject subject) {
    var resource = subject.resource();
    if (resource.spec().deadLetter() == null || deadLetters.named(resource).isPresent()) {
      return List.of();
    }
    var standing = grants(subject.attributes(), GrantKind.REDRIVE_TARGET);
    var target = subject.inAws().map(RedrivePolicy::targetArn);
    return standing.isEmpty() || target.isEmpty()
        ? standing
        : stillMoving(standing, observations.queue(target.get(), subject.notBefore()));
  }

  private static List<Grant> stillMoving(
      List<Grant> standing, Reading<Map<String, String>> deadLetterQueue) {
    return switch (deadLetterQueue) {
      case Reading.Unreadable<Map<String, String>> _ -> standing;
      case Reading.Absent<Map<String, String>> _ -> List.of();
      case Reading.Found<Map<String, String>>(var attributes, var _) -> {
        var movers =
            grants(Optional.of(attributes), GrantKind.REDRIVERS).stream()
                .map(Grant::member)
                .collect(Collectors.toSet());
        yield standing.stream().filter(grant -> movers.contains(grant.member())).toList();
      }
    };
  }

  private static List<Grant> grants(Optional<Map<String, String>> attributes, GrantKind kind) {
    return PolicyText.read(QueuePolicy.text(attributes)).stream()
        .flatMap(policy -> OwnedStatements.grants(policy).stream())
        .filter(grant -> grant.group().kind() == kind)
        .toList();
  }
}
