package dev.keyway.awslocal.iam;

import java.util.List;

/** An IAM user with its identity policies. */
public record User(
    String partition, String account, String name, String id, List<PolicyDocument> identity) {

  public String arn() {
    return "arn:%s:iam::%s:user/%s".formatted(partition, account, name);
  }
}
