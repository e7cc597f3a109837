package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.KeyDescription;
import dev.keyway.grants.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a topic or queue waits for whose key Keyway does not manage (docs/adr/0012): every statement
 * proven in its policy, or the word of the user where AWS does not let it be read. Pure.
 */
public final class ExternalKeys {
  private ExternalKeys() {}

  /**
   * Look at the key that an ARN names. One of an EncryptionKey that the user may refer to is looked
   * at as such.
   *
   * @param grants what has to stand in its policy
   * @param acceptUnknown what the spec says
   */
  public static KeyView view(
      Observations observations,
      Wanted wanted,
      Resource<? extends KeywaySpec, ?> user,
      String userArn,
      String keyArn,
      List<Grant> grants,
      boolean acceptUnknown,
      Instant notBefore) {
    var region = AwsNames.regionOf(userArn);
    var ours = wanted.keyOf(user.name(), keyArn);
    if (ours.isPresent()) {
      var name = References.text(ours.get().name(), user.namespace());
      return KeyView.of(wanted, user, name, false, region, userArn);
    }
    var elsewhere = AwsNames.regionOf(keyArn);
    if (!elsewhere.equals(region)) {
      return new KeyView.Elsewhere(keyArn, elsewhere);
    }
    var dissenters =
        user.name().kind() == Kind.ENCRYPTED_QUEUE
            ? dissenters(wanted, user.name())
            : List.<String>of();
    return new KeyView.External(
        ExternalKey.read(observations, region, keyArn, grants, notBefore)
            .accepted(acceptUnknown, dissenters));
  }

  /** Return what is wrong with the key; empty for one that is as needed, or that Keyway manages. */
  public static Optional<Outcome> obstacle(KeyView view) {
    return view instanceof KeyView.External(ExternalKey key) ? obstacle(key) : Optional.empty();
  }

  /**
   * Return what keeps something off the key that is not on it yet: besides what is wrong with the
   * key, subscriptions whose users did not accept an unread one.
   */
  public static Optional<Outcome> toMove(KeyView view) {
    return view instanceof KeyView.External(ExternalKey key)
        ? obstacle(key).or(() -> dissent(key))
        : Optional.empty();
  }

  private static Optional<Outcome> obstacle(ExternalKey key) {
    return unusable(key)
        .or(() -> tooMuch(key))
        .or(() -> missing(key))
        .or(() -> key.passingFailure().map(Outcome.Failed::new))
        .or(() -> unknown(key));
  }

  private static Optional<Outcome> unusable(ExternalKey key) {
    return state(key)
        .map(
            state ->
                new Outcome.Blocked(
                    Reason.ExternalKeyUnusable,
                    "The key "
                        + key.arn()
                        + ", which Keyway does not manage, is "
                        + state
                        + ". Its owner has to bring it back: without it nothing can be encrypted,"
                        + " and messages under it cannot be read.",
                    Set.of(key.arn())));
  }

  /** Return the state of a key that cannot be used, for people; empty where none is known. */
  static Optional<String> state(ExternalKey key) {
    return switch (key.description()) {
      case Reading.Absent<KeyDescription> _ -> Optional.of("not there");
      case Reading.Unreadable<KeyDescription> _ -> Optional.empty();
      case Reading.Found<KeyDescription>(var found, var _) ->
          found.state().equals(KeyDescription.ENABLED)
              ? Optional.empty()
              : Optional.of(
                  found.deletionDate() == null
                      ? found.state()
                      : found.state() + ", to be deleted at " + found.deletionDate());
    };
  }

  private static Optional<Outcome> tooMuch(ExternalKey key) {
    return KeyStatements.refused(key).stream()
        .findFirst()
        .map(
            refusal ->
                new Outcome.Blocked(
                    Reason.GrantRefused,
                    "No key policy has room for all that is needed of %s: %s is left out: %s."
                        .formatted(key.arn(), refusal.grant().member(), refusal.why()),
                    Set.of(key.arn())));
  }

  private static Optional<Outcome> missing(ExternalKey key) {
    var sids = sids(key, Verdict.BROKEN);
    return sids.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Blocked(
                Reason.KeyStatementsMissing,
                "The policy of "
                    + key.arn()
                    + ", which Keyway does not manage, does not allow what is needed. Its owner has"
                    + " to add these statements of status.keyStatements: "
                    + String.join(", ", sids)
                    + ".",
                Set.of(key.arn())));
  }

  private static Optional<Outcome> unknown(ExternalKey key) {
    boolean known = key.unreadable().isEmpty() && sids(key, Verdict.UNKNOWN).isEmpty();
    return known || key.acceptUnknown()
        ? Optional.empty()
        : Optional.of(
            unread(
                key,
                why(key)
                    + " Have its owner add what status.keyStatements says, then set"
                    + " encryption.acceptUnknown: true, or let Keyway read it (kms:DescribeKey,"
                    + " kms:GetKeyPolicy; the latter in the key's own account only)."));
  }

  private static Optional<Outcome> dissent(ExternalKey key) {
    boolean known = key.unreadable().isEmpty() && sids(key, Verdict.UNKNOWN).isEmpty();
    return known || key.dissenters().isEmpty()
        ? Optional.empty()
        : Optional.of(
            unread(
                key,
                why(key)
                    + " It is moved to only when acceptUnknown: true is also set on TopicSubscription "
                    + References.told(Kind.TOPIC_SUBSCRIPTION, key.dissenters())
                    + "."));
  }

  private static Outcome unread(ExternalKey key, String message) {
    return new Outcome.Blocked(Reason.KeyUnreadable, message, Set.of(key.arn()));
  }

  private static String why(ExternalKey key) {
    return "Nobody knows whether "
        + key.arn()
        + " allows what is needed"
        + key.unreadable().map(ExternalKeys::refused).orElse("")
        + ".";
  }

  private static String refused(AwsFailure failure) {
    return ", because AWS refuses " + failure.service() + ":" + failure.operation();
  }

  private static Set<String> sids(ExternalKey key, Verdict verdict) {
    return KeyStatements.of(key).stream()
        .filter(statement -> statement.verdict() == verdict)
        .map(KeyStatement::sid)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> dissenters(Wanted wanted, ObjectName queue) {
    return Stream.concat(
            wanted.subscriptionsTo(queue.namespace(), queue.name()).stream(),
            wanted.subscriptionsFailingTo(queue.namespace(), queue.name()).stream())
        .filter(subscription -> !subscription.deleting())
        .filter(subscription -> !Boolean.TRUE.equals(subscription.spec().acceptUnknown()))
        .map(subscription -> References.text(subscription.name(), queue.namespace()))
        .toList();
  }
}
