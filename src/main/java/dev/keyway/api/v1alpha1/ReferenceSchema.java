package dev.keyway.api.v1alpha1;

/** Descriptions, rules and messages of references between namespaces. */
final class ReferenceSchema {
  static final long MAX = 20;
  static final String NAMESPACE_MESSAGE =
      "must be the name of a namespace: 'a' to 'z', '0' to '9' and '-', starting and ending with a"
          + " letter or a digit";
  static final String TO_KEY_RULE =
      "self.all(e, e.kinds.all(k, k == 'EncryptedTopic' || k == 'EncryptedQueue'))";
  static final String TO_KEY_MESSAGE =
      "`kinds` must be 'EncryptedTopic' and 'EncryptedQueue': no other kind refers to a key";
  static final String TO_TOPIC_RULE = "self.all(e, e.kinds.all(k, k == 'TopicSubscription'))";
  static final String TO_TOPIC_MESSAGE =
      "`kinds` must be 'TopicSubscription': no other kind refers to a topic";
  static final String TO_QUEUE_RULE =
      "self.all(e, e.kinds.all(k, k == 'EncryptedQueue' || k == 'TopicSubscription'))";
  static final String TO_QUEUE_MESSAGE =
      "`kinds` must be 'EncryptedQueue' and 'TopicSubscription': no other kind refers to a queue";
  private static final String REVOKED =
      " Absent: only objects of this namespace. Taken away while it is in use, everything stands"
          + " as it is: nothing is added for the objects that refer, and nothing withdrawn."
          + " Mutable.";
  static final String TO_KEY =
      "Which topics and queues of other namespaces may be encrypted with this key, by `keyRef` or"
          + " its ARN in `keyArn`; whoever may has Keyway grant what they need of it. Up to 20"
          + " entries."
          + REVOKED;
  static final String TO_TOPIC =
      "Which TopicSubscriptions of other namespaces may subscribe to this topic, by `topicRef`. Up"
          + " to 20 entries."
          + REVOKED;
  static final String TO_QUEUE =
      "Which objects of other namespaces may refer to this queue: TopicSubscriptions as their"
          + " queue or dead-letter queue, EncryptedQueues as their dead-letter queue or as a source"
          + " in their `redriveAllow`. Up to 20 entries."
          + REVOKED;

  private ReferenceSchema() {}
}
