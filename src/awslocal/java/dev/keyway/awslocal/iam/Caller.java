package dev.keyway.awslocal.iam;

import java.util.Optional;

/** Who signs a call, or which service calls on its own behalf. */
public sealed interface Caller {

  /** The ARN that AWS prints for the caller. */
  String arn();

  /** What {@code aws:userid} and SQS's SenderId say. */
  String userId();

  /** A caller with credentials of an account. */
  sealed interface Iam extends Caller {

    String account();

    /** The ARN in {@code aws:PrincipalArn}: a session's role, else the caller itself. */
    String principalArn();

    /** The unique id of role or user; absent for root. */
    Optional<String> uniqueId();
  }

  /** A session of a role: what every workload with a role is. */
  record RoleSession(Role role, String session) implements Iam {
    @Override
    public String account() {
      return role.account();
    }

    @Override
    public String arn() {
      return "arn:%s:sts::%s:assumed-role/%s/%s"
          .formatted(role.partition(), role.account(), role.name(), session);
    }

    @Override
    public String principalArn() {
      return role.arn();
    }

    @Override
    public String userId() {
      return role.id() + ":" + session;
    }

    @Override
    public Optional<String> uniqueId() {
      return Optional.of(role.id());
    }
  }

  /** An IAM user. */
  record IamUser(User user) implements Iam {
    @Override
    public String account() {
      return user.account();
    }

    @Override
    public String arn() {
      return user.arn();
    }

    @Override
    public String principalArn() {
      return user.arn();
    }

    @Override
    public String userId() {
      return user.id();
    }

    @Override
    public Optional<String> uniqueId() {
      return Optional.of(user.id());
    }
  }

  /** The root user of an account. */
  record Root(String partition, String account) implements Iam {
    @Override
    public String arn() {
      return "arn:%s:iam::%s:root".formatted(partition, account);
    }

    @Override
    public String principalArn() {
      return arn();
    }

    @Override
    public String userId() {
      return account;
    }

    @Override
    public Optional<String> uniqueId() {
      return Optional.empty();
    }
  }

  /** A service that calls as itself, on behalf of a resource of its customer. */
  record Service(String name, String sourceArn, String sourceAccount) implements Caller {
    @Override
    public String arn() {
      return name;
    }

    @Override
    public String userId() {
      return "AIDALOCALSNSSERVICE00";
    }
  }
}
