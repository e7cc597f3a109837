package dev.keyway.policy;

/** Who makes a request. */
public sealed interface Caller {

  /** A session of a role, whatever its session name. */
  record IamRole(String roleArn) implements Caller {
    public IamRole {
      requireIam(roleArn, "role");
    }
  }

  /** An IAM user. */
  record IamUser(String userArn) implements Caller {
    public IamUser {
      requireIam(userArn, "user");
    }
  }

  /** The root user of an account. */
  record AccountRoot(String partition, String accountId) implements Caller {
    public AccountRoot {
      if (!AccountId.isAccountId(accountId)) {
        throw new IllegalArgumentException("not an account id: " + accountId);
      }
    }
  }

  /** An AWS service that calls in its own name. */
  record Service(String name) implements Caller {}

  /** An unsigned request. */
  record Anonymous() implements Caller {}

  /** How messages name the caller: its ARN or service name. */
  default String display() {
    return switch (this) {
      case IamRole(String arn) -> arn;
      case IamUser(String arn) -> arn;
      case AccountRoot(String partition, String id) -> "arn:" + partition + ":iam::" + id + ":root";
      case Service(String name) -> name;
      case Anonymous _ -> "anonymous";
    };
  }

  private static void requireIam(String arn, String type) {
    if (!AmazonResourceName.of(arn).isIam(type)) {
      throw new IllegalArgumentException("not the ARN of a " + type + ": " + arn);
    }
  }
}
