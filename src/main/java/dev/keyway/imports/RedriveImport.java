package dev.keyway.imports;

import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.api.v1alpha1.Principal;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.grants.GrantKind;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.policy.Effect;
import dev.keyway.policy.Statement;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.RedrivePolicy;
import dev.keyway.reconcile.Redriving;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds who moves messages back from dead-letter queues. Somebody does whom the policies grant
 * every call that {@code redrive: true} would grant: so that it lets in nobody new; pure.
 */
final class RedriveImport {
  /** The calls on a dead-letter queue, in lower case. */
  static final Set<String> OUT_OF = calls(GrantKind.REDRIVERS);

  /** The calls on a queue that messages go back to, in lower case. */
  static final Set<String> INTO = calls(GrantKind.REDRIVE_TARGET);

  private final Existing existing;

  /** By queue, what statements of others grant to whom without conditions. */
  private final Map<String, Map<Principal, Set<String>>> granted = new HashMap<>();

  RedriveImport(Existing existing) {
    this.existing = existing;
    for (var queue : existing.queues()) {
      PolicyText.read(queue.policy()).stream()
          .flatMap(document -> OwnedStatements.foreign(document).stream())
          .forEach(statement -> read(queue.arn(), statement));
    }
  }

  private static Set<String> calls(GrantKind kind) {
    var member = "111122223333";
    var redrive = new QueueAsk.Redrive(List.of(member), List.of(new QueueAsk.Redriver("", member)));
    var ask = new QueueAsk("", "", List.of(), List.of(), List.of(), List.of(), List.of(), redrive);
    return QueueGrants.of(ask).stream()
        .filter(grant -> grant.group().kind() == kind)
        .flatMap(grant -> grant.group().actions().stream())
        .map(RedriveImport::lower)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String lower(String action) {
    return action.toLowerCase(Locale.ROOT);
  }

  private void read(String queueArn, Statement statement) {
    if (statement.effect() != Effect.ALLOW || statement.actions().negated()) {
      return;
    }
    for (var who : PrincipalImport.all(statement)) {
      var calls =
          granted
              .computeIfAbsent(queueArn, _ -> new HashMap<>())
              .computeIfAbsent(who.principal(), _ -> new HashSet<>());
      statement.actions().patterns().forEach(pattern -> calls.add(lower(pattern)));
    }
  }

  /** Return whether somebody moves messages out of that dead-letter queue, to where they came. */
  boolean isOutOf(String queueArn, NamedPrincipal who) {
    return isPossible(who.principal())
        && granted(queueArn, who).containsAll(OUT_OF)
        && granted(queueArn, who).stream().anyMatch(PolicyFields::isOfConsumer)
        && sources(queueArn).allMatch(source -> sends(source.arn(), who));
  }

  /** Return whether somebody moves messages into that queue, out of its dead-letter queue. */
  boolean isInto(String queueArn, NamedPrincipal who) {
    return existing.queues().stream()
        .filter(queue -> queue.arn().equals(queueArn))
        .flatMap(queue -> RedrivePolicy.of(queue.attributes()).stream())
        .anyMatch(policy -> isOutOf(policy.targetArn(), who));
  }

  private boolean isPossible(Principal principal) {
    var account = new AccountIdentity("", existing.accountId(), "");
    return Asks.member(principal).anyMatch(member -> Redriving.isPossible(member, account));
  }

  private boolean sends(String queueArn, NamedPrincipal who) {
    return INTO.stream()
        .allMatch(
            call ->
                granted(queueArn, who).stream()
                    .anyMatch(pattern -> PolicyFields.matches(pattern, call)));
  }

  private Set<String> granted(String queueArn, NamedPrincipal who) {
    return granted.getOrDefault(queueArn, Map.of()).getOrDefault(who.principal(), Set.of());
  }

  private Stream<Existing.Queue> sources(String deadArn) {
    return existing.queues().stream()
        .filter(
            queue ->
                RedrivePolicy.of(queue.attributes())
                    .filter(policy -> policy.targetArn().equals(deadArn))
                    .isPresent());
  }
}
