package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.aws.KeyDescription;
import dev.keyway.delivery.Chain;
import dev.keyway.delivery.Chain.Seen;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.PolicyText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whether SNS may decrypt what an encrypted topic keeps, from what AWS returned. */
final class ArchiveProof {
  private ArchiveProof() {}

  static Verdict of(Observations observations, Chain chain, Instant notBefore) {
    if (!(chain.topic() instanceof Seen.Value<Map<String, String>>(var attributes))) {
      return Verdict.UNKNOWN;
    }
    var keyId = attributes.getOrDefault("KmsMasterKeyId", "");
    if (keyId.isEmpty()) {
      return Verdict.PROVEN;
    }
    var region = AwsNames.regionOf(chain.topicArn());
    var key = observations.key(region, keyId, notBefore).found();
    return key.map(KeyDescription::arn)
        .flatMap(arn -> decision(observations, chain.topicArn(), arn, notBefore))
        .map(decision -> verdict(decision, key.orElseThrow().state()))
        .orElse(Verdict.UNKNOWN);
  }

  private static Optional<Decision> decision(
      Observations observations, String topicArn, String keyArn, Instant notBefore) {
    var request = CallerContexts.snsArchive("kms:Decrypt", topicArn, keyArn);
    return observations
        .keyPolicy(AwsNames.regionOf(keyArn), keyArn, notBefore)
        .found()
        .flatMap(PolicyText::read)
        .map(policy -> Evaluator.evaluate(request, policy));
  }

  private static Verdict verdict(Decision decision, String state) {
    if (!state.equals(KeyDescription.ENABLED)) {
      return Verdict.BROKEN;
    }
    return switch (decision) {
      case Decision.Allowed _ -> Verdict.PROVEN;
      case Decision.Unknown _ -> Verdict.UNKNOWN;
      case Decision.Denied _, Decision.NotAllowed _ -> Verdict.BROKEN;
    };
  }
}
