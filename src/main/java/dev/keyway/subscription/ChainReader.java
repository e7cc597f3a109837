package dev.keyway.subscription;

import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.KeyDescription;
import dev.keyway.delivery.Chain;
import dev.keyway.delivery.Chain.Seen;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Failures;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Reading;
import java.util.Map;
import java.util.Optional;

/** Reads what AWS has of every link that a message passes. */
final class ChainReader {
  private final Observations observations;

  ChainReader(Observations observations) {
    this.observations = observations;
  }

  /** Read the chain from a topic into a queue. */
  Chain read(
      String topicArn,
      String queueArn,
      Optional<Map<String, String>> subscription,
      Freshness freshness) {
    var topic = seen(observations.topic(topicArn, freshness.notBefore()));
    var queue = seen(observations.queue(queueArn, freshness.notBefore()));
    var keyId =
        queue instanceof Seen.Value<Map<String, String>>(var attributes)
            ? Optional.ofNullable(attributes.get("KmsMasterKeyId"))
            : Optional.<String>empty();
    Seen<Map<String, String>> subscribed =
        subscription.<Seen<Map<String, String>>>map(Seen.Value::new).orElseGet(Seen.Missing::new);
    return new Chain(
        topicArn,
        topic,
        queueArn,
        queue,
        subscribed,
        keyId
            .filter(id -> !id.isEmpty())
            .map(id -> key(AwsNames.regionOf(queueArn), id, freshness)));
  }

  private Chain.Key key(String region, String keyId, Freshness freshness) {
    var description = observations.key(region, keyId, freshness.notBefore());
    var arn = description.found().map(KeyDescription::arn).orElse(keyId);
    return new Chain.Key(
        arn,
        seen(description.map(KeyDescription::state)),
        seen(observations.keyPolicy(region, arn, freshness.notBefore())),
        description.found().map(KeyDescription::deletionDate));
  }

  // A call that AWS did not answer says nothing about a link: the pass fails, and proves nothing
  // new. What may not be read is unknown.
  private static <T> Seen<T> seen(Reading<T> reading) {
    return switch (reading) {
      case Reading.Unreadable<T>(AwsFailure failure) when Failures.isPassing(failure) ->
          throw new AwsException(failure);
      case Reading.Found<T>(T value, var _) -> new Seen.Value<>(value);
      case Reading.Absent<T> _ -> new Seen.Missing<>();
      case Reading.Unreadable<T>(AwsFailure failure) -> new Seen.Unreadable<>(failure.describe());
    };
  }
}
