package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeyMove;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Grant;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold before a topic or queue moves to another key, in this order (design §5.3, §5.4):
 * the new key is enabled and holds every grant; the grants have settled; the old key is written
 * down as retiring; the EncryptionKey of the old key knows it. Pure.
 */
public final class KeyMoves {
  private KeyMoves() {}

  /**
   * A move that is due.
   *
   * @param user the topic or queue
   * @param to the new key; empty where it needs no grants: SSE-SQS, or a key that AWS keeps
   * @param gate AWS's word on the new key, fresh
   * @param uses the calls that the new key has to allow
   * @param grants the grants that have to stand in its policy
   * @param from the key that is left; empty where there is none
   * @param retiring the ledger in status
   * @param waiting the settling move in status
   * @param repair whether the new key was in use before somebody changed that, so that its grants
   *     have settled long ago
   * @param external whether Keyway does not manage the new key, so that {@link ExternalKeys#toMove}
   *     has judged it
   */
  public record Move(
      ObjectName user,
      Optional<String> to,
      Optional<KeyGate> gate,
      List<Request> uses,
      List<Grant> grants,
      Optional<OldKey> from,
      List<RetiringKey> retiring,
      @Nullable KeyMove waiting,
      boolean repair,
      boolean external) {}

  /** Return what the move still waits for; empty when it may be made. */
  public static Optional<Outcome> obstacle(Move move, Settings settings, Instant now) {
    return grants(move)
        .or(() -> settle(move, settings.settle(), now))
        .or(() -> record(move))
        .or(() -> acknowledgement(move));
  }

  /** Return whether the outcome stands for a ledger entry that has to be written first. */
  public static boolean isWriteAhead(Outcome outcome) {
    return outcome instanceof Outcome.InProgress(Reason reason, String _, Duration _)
        && reason == Reason.RetiringKey;
  }

  private static Optional<Outcome> grants(Move move) {
    boolean open =
        move.to().isEmpty()
            || move.external()
            || move.gate()
                .filter(gate -> gate.holds(move.grants()) && gate.admits(move.uses()))
                .isPresent();
    return open
        ? Optional.empty()
        : Optional.of(
            new Outcome.Blocked(
                Reason.KeyGrantPending,
                "It is not encrypted as wanted, and the key "
                    + move.to().get()
                    + " is not enabled or does not hold all of its grants yet.",
                Set.of(move.to().get())));
  }

  private static Optional<Outcome> settle(Move move, Duration settle, Instant now) {
    if (move.repair() || move.to().isEmpty() || move.grants().isEmpty() || settle.isZero()) {
      return Optional.empty();
    }
    var since =
        Optional.ofNullable(move.waiting())
            .filter(w -> w.keyArn().equals(move.to().get()) && w.uses().equals(hash(move.grants())))
            .map(w -> Instant.parse(w.since()))
            .orElse(now);
    var end = since.plus(settle);
    return now.isBefore(end)
        ? Optional.of(
            new Outcome.InProgress(
                Reason.SettlingGrants,
                "Moves to "
                    + move.to().get()
                    + " at "
                    + end.truncatedTo(ChronoUnit.SECONDS)
                    + ", when its grants are in force everywhere.",
                Duration.between(now, end)))
        : Optional.empty();
  }

  private static Optional<Outcome> record(Move move) {
    var from = move.from().map(OldKey::arn);
    if (from.isEmpty() || move.retiring().stream().anyMatch(r -> r.keyArn().equals(from.get()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.InProgress(
            Reason.RetiringKey,
            "Leaves " + from.get() + ", which stays for the messages under it.",
            Duration.ZERO));
  }

  private static Optional<Outcome> acknowledgement(Move move) {
    return move.from()
        .filter(from -> !from.acknowledged())
        .map(
            from -> {
              var on = new TreeSet<>(Set.of(from.arn()));
              from.objectName()
                  .map(name -> References.name(Kind.ENCRYPTION_KEY, move.user().namespace(), name))
                  .ifPresent(name -> on.add(name.toString()));
              return new Outcome.Blocked(
                  Reason.RetiringKey,
                  "Waits until EncryptionKey \""
                      + from.objectName().orElse("")
                      + "\" has noted that messages under "
                      + from.arn()
                      + " are left.",
                  Set.copyOf(on));
            });
  }

  /** Return the settling move as status shows it after this pass. */
  public static @Nullable KeyMove settling(
      @Nullable KeyMove previous,
      Optional<String> to,
      List<Grant> grants,
      Outcome outcome,
      Instant now) {
    if (outcome instanceof Outcome.Failed || !outcome.hasLooked()) {
      return previous;
    }
    if (to.isEmpty() || !isUnderWay(outcome)) {
      return null;
    }
    var uses = hash(grants);
    boolean same =
        previous != null && previous.keyArn().equals(to.get()) && previous.uses().equals(uses);
    return same ? previous : new KeyMove(to.get(), uses, now.toString());
  }

  private static boolean isUnderWay(Outcome outcome) {
    return switch (outcome) {
      case Outcome.InProgress(Reason reason, var _, var _) -> isOfMove(reason);
      case Outcome.Blocked(Reason reason, var _, var _) -> reason == Reason.RetiringKey;
      case Outcome.Done _,
          Outcome.Invalid _,
          Outcome.Reported _,
          Outcome.Paused _,
          Outcome.Refused _,
          Outcome.Failed _ ->
          false;
    };
  }

  private static boolean isOfMove(Reason reason) {
    return reason == Reason.SettlingGrants || reason == Reason.RetiringKey;
  }

  private static String hash(List<Grant> grants) {
    var policy = new Admission(PolicyLimits.KMS_KEY, List.of()).admit(grants, Set.of());
    return PolicyText.hash(policy.document());
  }
}
