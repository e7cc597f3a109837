package dev.keyway.policy;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of resource whose policies differ in who must agree to a call. */
public enum ResourceKind {
  SQS_QUEUE("sqs", "queue", PolicyLimits.SQS_QUEUE),
  SNS_TOPIC("sns", "topic", PolicyLimits.SNS_TOPIC),
  KMS_KEY("kms", "key", PolicyLimits.KMS_KEY);

  private final String service;
  private final String noun;
  private final PolicyLimits limits;

  ResourceKind(String service, String noun, PolicyLimits limits) {
    this.service = service;
    this.noun = noun;
    this.limits = limits;
  }

  /** The kind that an ARN is of; empty for any other service. */
  public static Optional<ResourceKind> ofArn(String arn) {
    return Arrays.stream(values())
        .filter(kind -> arn.split(":", 4)[2].equals(kind.service))
        .findFirst();
  }

  /** The service as actions and ARNs name it. */
  public String service() {
    return service;
  }

  /** What people call the resource. */
  public String noun() {
    return noun;
  }

  /** What the service accepts in the resource's policy. */
  public PolicyLimits limits() {
    return limits;
  }
}
