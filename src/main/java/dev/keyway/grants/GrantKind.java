package dev.keyway.grants;

/** What a grant is for. The name stands in the Sid of its statement. */
public enum GrantKind {
  ACCOUNT("Account"),
  ADMINISTRATORS("Administrators"),
  KEY_USERS_DECRYPT("KeyUsersDecrypt"),
  KEY_USERS_ENCRYPT_DECRYPT("KeyUsersEncryptDecrypt"),
  SNS_DELIVERY("SnsDelivery"),
  CONSUMERS("Consumers"),
  PRODUCERS("Producers"),
  REDRIVERS("Redrivers"),
  REDRIVE_TARGET("RedriveTarget"),
  PUBLISHERS("Publishers"),
  SERVICE_PRODUCERS("ServiceProducers"),
  SERVICE_PUBLISHERS("ServicePublishers"),
  SUBSCRIBERS("Subscribers"),
  TOPIC_ARCHIVE("TopicArchive"),
  TLS_ONLY("TlsOnly");

  private final String sidName;

  GrantKind(String sidName) {
    this.sidName = sidName;
  }

  /** Return the part of the Sid between {@code Keyway} and the hash. */
  public String sidName() {
    return sidName;
  }
}
