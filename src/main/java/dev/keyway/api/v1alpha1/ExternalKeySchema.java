package dev.keyway.api.v1alpha1;

/** Descriptions and rules of keys that Keyway does not manage, which queues and topics share. */
final class ExternalKeySchema {
  static final String KEY_ARN =
      "ARN of a KMS key that Keyway does not manage, of this or another account, in the region of"
          + " this object; with 'SharedKey' this or `keyRef`, forbidden otherwise. Keyway writes"
          + " nothing to it: `status.keyStatements` has what its owner has to add to its policy,"
          + " and the key is used once all of that is proven. The ARN of an EncryptionKey's key"
          + " counts as `keyRef`, if this object may refer to it. Mutable. (KmsMasterKeyId)";

  static final String ARN_RULE =
      "self.matches('^arn:(aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[0-9A-Za-z-]+$')";
  static final String ARN_MESSAGE =
      "must be the ARN of a KMS key, such as"
          + " 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab', not"
          + " an id and not an alias";

  static final String ONE_KEY_MESSAGE =
      "exactly one of `keyRef` (an EncryptionKey) and `keyArn` (a key that Keyway does not manage)"
          + " must be set when `mode` is 'SharedKey'";
  static final String ACCEPT_MESSAGE =
      "`acceptUnknown` must not be set without `keyArn`: keys that Keyway manages are never unknown";

  static final String REGION_RULE =
      "!has(self.region) || !has(self.encryption) || !has(self.encryption.keyArn) ||"
          + " self.encryption.keyArn.contains(':kms:' + self.region + ':')";
  static final String REGION_MESSAGE =
      "`keyArn` must name a key in `region`: SQS and SNS use keys of their own region only";

  private static final String ACCEPT =
      "Whether the key in `keyArn` is used although AWS does not let Keyway read its state or policy;"
          + " KMS never shows a key policy to another account.";
  static final String ACCEPT_QUEUE =
      ACCEPT
          + " The queue moves onto such a key only when its TopicSubscriptions say"
          + " `acceptUnknown: true` too. Absent: false. Mutable.";
  static final String ACCEPT_TOPIC = ACCEPT + " Absent: false. Mutable.";
  static final String ACCEPT_SUBSCRIPTION =
      "Whether the queue is subscribed, and this object Ready, although AWS does not let Keyway read"
          + " the topic, the queue's key or the key's policy, as KMS never does for another"
          + " account's. Links that are known to be broken are never accepted. Absent: false."
          + " Mutable.";

  static final String STATEMENTS =
      "What has to stand in the policies of keys that Keyway does not manage, at most 50 statements;"
          + " their owner adds each as it is. Those of keys that were left stay needed until"
          + " `neededUntil`.";
  static final long MAX_STATEMENTS = 50;
  static final int MAX_STATEMENT = 32_768;

  private ExternalKeySchema() {}
}
