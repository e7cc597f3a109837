package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.KeyDescription;
import dev.keyway.grants.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key that Keyway does not manage and never writes to, as far as AWS lets it be read.
 *
 * @param arn its ARN
 * @param region the region of the topic or queue
 * @param description DescribeKey's answer
 * @param policy GetKeyPolicy's answer; KMS gives it to the key's own account only (KMS API
 *     Reference, GetKeyPolicy, "Cross-account use")
 * @param grants what its policy has to hold
 * @param acceptUnknown whether the topic or queue uses it unread
 * @param dissenters subscriptions that do not accept that
 */
public record ExternalKey(
    String arn,
    String region,
    Reading<KeyDescription> description,
    Reading<String> policy,
    List<Grant> grants,
    boolean acceptUnknown,
    List<String> dissenters) {

  /** Read what may be read of it. */
  public static ExternalKey read(
      Observations observations, String region, String arn, List<Grant> grants, Instant notBefore) {
    return new ExternalKey(
        arn,
        region,
        observations.key(region, arn, notBefore),
        observations.keyPolicy(region, arn, notBefore),
        grants,
        false,
        List.of());
  }

  /** Return it with what is said of using it unread. */
  public ExternalKey accepted(boolean byUser, List<String> withoutSubscriptions) {
    return new ExternalKey(
        arn, region, description, policy, grants, byUser, List.copyOf(withoutSubscriptions));
  }

  /** Return it with other grants. */
  ExternalKey with(List<Grant> others) {
    return new ExternalKey(arn, region, description, policy, others, acceptUnknown, dissenters);
  }

  /** Return the failure that says nothing about the key, where a read ended with one. */
  Optional<AwsFailure> passingFailure() {
    return Stream.of(description, policy)
        .flatMap(reading -> failure(reading).stream())
        .filter(Failures::isPassing)
        .findFirst();
  }

  /** Return whether its policy was read and is proven to allow all that is needed. */
  boolean holds() {
    return policy
        .found()
        .flatMap(PolicyText::read)
        .filter(text -> KeyProof.of(grants, arn, region, text) == Verdict.PROVEN)
        .isPresent();
  }

  /** Return why AWS does not let the state or the policy be read; empty where both were. */
  Optional<AwsFailure> unreadable() {
    return Stream.of(description, policy).flatMap(reading -> failure(reading).stream()).findFirst();
  }

  private static Optional<AwsFailure> failure(Reading<?> reading) {
    return reading instanceof Reading.Unreadable<?>(AwsFailure failure)
        ? Optional.of(failure)
        : Optional.empty();
  }
}
