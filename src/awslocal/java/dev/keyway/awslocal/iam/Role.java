package dev.keyway.awslocal.iam;

import java.util.List;

/**
 * An IAM role. Its unique id is what policies of resources remember, so that a role made anew under
 * the same name is somebody else ("IAM identifiers", IAM user guide).
 *
 * @param path "/" or "/…/"
 * @param identity the role's identity policies
 * @param trust the trust policy
 */
public record Role(
    String partition,
    String account,
    String path,
    String name,
    String id,
    List<PolicyDocument> identity,
    StoredPolicy trust) {

  public String arn() {
    return "arn:%s:iam::%s:role%s%s".formatted(partition, account, path, name);
  }
}
