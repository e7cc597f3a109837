package dev.keyway.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * The actions of the three services, so that a witness is a call that exists.
 *
 * <p>Source: Service Authorization Reference, "Actions, resources, and condition keys" for Amazon
 * SQS, Amazon SNS and AWS KMS.
 */
final class KnownActions {
  private static final String SQS =
      "SendMessage ReceiveMessage DeleteMessage ChangeMessageVisibility GetQueueAttributes"
          + " GetQueueUrl SetQueueAttributes AddPermission RemovePermission PurgeQueue DeleteQueue"
          + " CreateQueue ListQueues ListQueueTags TagQueue UntagQueue ListDeadLetterSourceQueues"
          + " StartMessageMoveTask CancelMessageMoveTask ListMessageMoveTasks";
  private static final String SNS =
      "Publish Subscribe GetTopicAttributes SetTopicAttributes AddPermission RemovePermission"
          + " DeleteTopic CreateTopic ListSubscriptionsByTopic ConfirmSubscription"
          + " GetDataProtectionPolicy PutDataProtectionPolicy ListTagsForResource TagResource"
          + " UntagResource Unsubscribe GetSubscriptionAttributes SetSubscriptionAttributes"
          + " ListTopics ListSubscriptions";
  private static final String KMS =
      "Decrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair"
          + " GenerateDataKeyPairWithoutPlaintext Encrypt ReEncryptFrom ReEncryptTo DescribeKey"
          + " CreateGrant ListGrants RevokeGrant RetireGrant PutKeyPolicy GetKeyPolicy"
          + " ListKeyPolicies EnableKey DisableKey ScheduleKeyDeletion CancelKeyDeletion"
          + " EnableKeyRotation DisableKeyRotation GetKeyRotationStatus RotateKeyOnDemand"
          + " ListKeyRotations CreateAlias UpdateAlias DeleteAlias ListAliases ListKeys TagResource"
          + " UntagResource ListResourceTags UpdateKeyDescription UpdatePrimaryRegion ReplicateKey"
          + " SynchronizeMultiRegionKey ListRetirableGrants"
          + " GetPublicKey Sign Verify GenerateMac VerifyMac DeriveSharedSecret GenerateRandom"
          + " ImportKeyMaterial DeleteImportedKeyMaterial GetParametersForImport CreateKey";

  private KnownActions() {}

  static List<String> all() {
    return Stream.of(of("sqs:", SQS), of("sns:", SNS), of("kms:", KMS)).flatMap(s -> s).toList();
  }

  static List<String> of(ResourceKind kind) {
    String prefix = kind.service() + ":";
    return all().stream().filter(action -> action.startsWith(prefix)).toList();
  }

  private static Stream<String> of(String prefix, String names) {
    return Stream.of(names.split(" ")).map(name -> prefix + name);
  }
}
