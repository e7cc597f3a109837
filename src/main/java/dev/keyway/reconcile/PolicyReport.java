package dev.keyway.reconcile;

import dev.keyway.grants.AdditionalStatements;
import dev.keyway.grants.Admission;
import dev.keyway.policy.PolicyDocument;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the status of a key, topic or queue says of its policy; pure. */
public final class PolicyReport {
  private PolicyReport() {}

  /** Return the hash of the policy that was wanted when the object was last in order. */
  public static @Nullable String hash(
      Optional<String> previous, Report report, Optional<Admission.Admitted> admitted) {
    return report.outcome() instanceof Outcome.Done && admitted.isPresent()
        ? PolicyText.hash(admitted.get().document())
        : previous.orElse(null);
  }

  /**
   * Return the finding for {@code PolicyApplied}.
   *
   * @param what "key", "topic" or "queue"
   * @param admitted what is wanted; empty while there is nothing in AWS to have a policy
   * @param observed the policy as AWS returned it
   */
  public static Finding applied(
      String what, Optional<Admission.Admitted> admitted, Optional<PolicyDocument> observed) {
    var type = Conditions.POLICY_APPLIED;
    if (admitted.isEmpty()) {
      return observed.isEmpty()
          ? Finding.unknown(type, Reason.Creating, "There is no " + what + " yet.")
          : Finding.unknown(
              type, Reason.Adopting, "The " + what + " is not taken over; its policy is its own.");
    }
    if (!PolicyText.matches(admitted.get().document(), observed)) {
      return Finding.no(
          type, Reason.Updating, "The " + what + " policy differs from what is wanted.");
    }
    if (!admitted.get().refused().isEmpty()) {
      var refusal = admitted.get().refused().getFirst();
      var grant = refusal.grant();
      return Finding.no(
          type,
          Reason.GrantRefused,
          References.isElsewhere(grant.asker())
              ? References.told(grant.asker()) + " asks for what is left out."
              : grant.asker() + " asks for " + grant.member() + ": " + refusal.why());
    }
    if (!admitted.get().refusedStatements().isEmpty()) {
      var refusal = admitted.get().refusedStatements().getFirst();
      return Finding.no(type, Reason.StatementRefused, text(what, refusal));
    }
    return Finding.yes(
        type, Reason.Proven, "The " + what + " policy, as read back, is what is wanted.");
  }

  /**
   * Return how the pass of an object ends whose own grant was left out of its policy.
   *
   * @param what "key", "topic" or "queue"
   * @param arn the AWS object
   */
  public static Optional<Outcome> refused(
      String what, ObjectName object, String arn, Admission.Admitted admitted) {
    var self = Asks.label(object);
    return admitted.refused().stream()
        .filter(refusal -> refusal.grant().asker().equals(self))
        .findFirst()
        .<Outcome>map(
            refusal ->
                new Outcome.Blocked(
                    Reason.GrantRefused,
                    "The %s policy leaves out %s: %s."
                        .formatted(what, refusal.grant().member(), refusal.why()),
                    Set.of(arn)))
        .or(() -> refusedStatement(what, arn, admitted));
  }

  private static Optional<Outcome> refusedStatement(
      String what, String arn, Admission.Admitted admitted) {
    return admitted.refusedStatements().stream()
        .findFirst()
        .map(r -> new Outcome.Blocked(Reason.StatementRefused, text(what, r), Set.of(arn)));
  }

  private static String text(String what, AdditionalStatements.Refusal refusal) {
    var sentence =
        switch (refusal.extent()) {
          case NOTHING -> "The %s policy leaves out additionalStatements[%s]: %s.";
          case PART -> "The %s policy has a part of additionalStatements[%s]: %s.";
          case STANDS ->
              "The %s policy still has additionalStatements[%s], which would not be written any"
                  + " more: %s. It stays until it is taken out of the spec.";
        };
    return sentence.formatted(what, refusal.name(), refusal.why());
  }
}
