package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.dryrun.ImaginaryAccount.Thing;
import dev.keyway.grants.KeyGrants;
import dev.keyway.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The AWS objects that specs take over. What they are like is not known, so that they have values
 * that no spec asks for: all that a spec sets is written.
 */
final class Adoptees {
  private static final String FIFO = ".fifo";
  private static final Map<String, String> UNKNOWN_TOPIC =
      Map.of(
          "SignatureVersion",
          "0",
          "TracingConfig",
          "",
          "ContentBasedDeduplication",
          "",
          "FifoThroughputScope",
          "",
          "SQSSuccessFeedbackSampleRate",
          "-1");

  private Adoptees() {}

  /** Return them all, as they are taken to be found. */
  static List<Thing> of(DeclaredObjects objects, AccountIdentity identity) {
    return objects.specs().flatMap(spec -> thing(spec, identity).stream()).toList();
  }

  /** Return their ARNs. */
  static Set<String> arns(DeclaredObjects objects) {
    return objects.specs().flatMap(spec -> arn(spec).stream()).collect(Collectors.toSet());
  }

  private static Optional<String> arn(@Nullable Object spec) {
    return spec instanceof KeywaySpec keyway && keyway.adopt() != null
        ? Optional.of(keyway.adopt().arn())
        : Optional.empty();
  }

  private static Optional<Thing> thing(@Nullable Object spec, AccountIdentity identity) {
    var arn = arn(spec);
    return switch (spec) {
      case EncryptionKeySpec _ -> arn.map(key -> key(key, identity));
      case EncryptedTopicSpec _ ->
          arn.map(topic -> thing(AwsType.TOPIC, topic, "FifoTopic", UNKNOWN_TOPIC));
      case EncryptedQueueSpec _ ->
          arn.map(queue -> thing(AwsType.QUEUE, queue, "FifoQueue", Map.of()));
      case null, default -> Optional.empty();
    };
  }

  private static Thing thing(
      AwsType type, String arn, String fifoAttribute, Map<String, String> attributes) {
    var found = new TreeMap<>(attributes);
    if (arn.endsWith(FIFO)) {
      found.put(fifoAttribute, "true");
    }
    return Thing.found(type, arn, found);
  }

  private static Thing key(String arn, AccountIdentity identity) {
    var root = KeyGrants.account(identity.partition(), identity.accountId());
    var policy = PolicyDocument.of(List.of(root.withSid("Found")));
    return Thing.found(
        AwsType.KEY,
        arn,
        Map.of(ImaginaryAccount.POLICY, policy.toJson(), ImaginaryKeys.ROTATION, "0"));
  }
}
