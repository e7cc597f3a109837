package dev.keyway.reconcile;

/** The kinds of object that Keyway reconciles. */
public enum Kind {
  ENCRYPTION_KEY("EncryptionKey"),
  ENCRYPTED_TOPIC("EncryptedTopic"),
  ENCRYPTED_QUEUE("EncryptedQueue"),
  TOPIC_SUBSCRIPTION("TopicSubscription");

  private final String kubernetesName;

  Kind(String kubernetesName) {
    this.kubernetesName = kubernetesName;
  }

  /** Return the kind as it stands in YAML. */
  public String kubernetesName() {
    return kubernetesName;
  }
}
