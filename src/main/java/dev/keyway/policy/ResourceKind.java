package dev.keyway.policy;

/** The kinds of resource whose policies differ in who must agree to a call. */
public enum ResourceKind {
  SQS_QUEUE,
  SNS_TOPIC,
  KMS_KEY
}
