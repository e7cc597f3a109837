package dev.keyway.dryrun;

/** What Keyway creates. */
public enum AwsType {
  KEY("KMS key"),
  TOPIC("SNS topic"),
  QUEUE("SQS queue"),
  SUBSCRIPTION("SNS subscription");

  private final String words;

  AwsType(String words) {
    this.words = words;
  }

  /** Return how people call it. */
  public String words() {
    return words;
  }
}
