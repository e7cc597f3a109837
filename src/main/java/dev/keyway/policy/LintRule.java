package dev.keyway.policy;

import java.util.Locale;

/** What {@link Lint} looks for. Ids are part of the interface: never renamed, never used anew. */
public enum LintRule {
  NO_PRINCIPAL(
      Severity.ERROR,
      "a statement without Principal",
      "name who may call; AWS refuses a resource policy without it",
      "IAM User Guide, Principal"),
  NO_ACTION(
      Severity.WARNING,
      "a statement without Action",
      "name the actions; without them the statement has no effect",
      "KMS API reference, PutKeyPolicy"),
  NO_RESOURCE(
      Severity.WARNING,
      "a statement without Resource",
      "name the queue or topic by its ARN, a key by `*`",
      "KMS API reference, PutKeyPolicy"),
  FOREIGN_ACTION(
      Severity.WARNING,
      "an action of another service",
      "remove it: no call on this resource has this action",
      "Service Authorization Reference"),
  UNKNOWN_ACTION(
      Severity.WARNING,
      "an action that the service does not have",
      "look the name up; batch calls are covered by the action of the single call",
      "Service Authorization Reference"),
  TOPIC_ACTION_SCOPE(
      Severity.ERROR,
      "an action that SNS refuses in a topic policy, `sns:*` among them",
      "name the actions on a topic one by one",
      "SNS Developer Guide, Amazon SNS API permissions"),
  CROSS_ACCOUNT_ACTION(
      Severity.ERROR,
      "another account is granted an SQS action that never applies across accounts",
      "remove the action; `sqs:ListQueues` so granted makes SQS refuse the whole policy",
      "SQS Developer Guide, Limitations of custom policies"),
  FOREIGN_RESOURCE(
      Severity.WARNING,
      "a resource that is none of this service",
      "name the resource that the policy is attached to",
      "IAM User Guide, Resource"),
  ALIAS_RESOURCE(
      Severity.WARNING,
      "a key named by its alias",
      "write the key's ARN, or `*` in its own policy: an alias names no key in a policy",
      "KMS Developer Guide, Specifying KMS keys in IAM policy statements"),
  PUBLIC(
      Severity.ERROR,
      "an Allow for everyone that no condition ties to fixed values",
      "name the principals, or tie the statement with aws:SourceArn, aws:PrincipalOrgID or the like",
      "Security Hub SQS.3, SNS.4, KMS.5"),
  ALLOW_NOT_PRINCIPAL(
      Severity.ERROR,
      "NotPrincipal in an Allow",
      "name who may: this lets in everyone else, unsigned callers too",
      "IAM User Guide, NotPrincipal"),
  ALLOW_NOT_ACTION(
      Severity.WARNING,
      "NotAction in an Allow",
      "name the actions: this allows every other one, also those to come",
      "IAM User Guide, NotAction"),
  DENY_AWS_WILDCARD(
      Severity.NOTE,
      "`{\"AWS\": \"*\"}` in a Deny",
      "write `\"*\"`, which all services read alike",
      "terraform-aws-sqs#69"),
  DELETED_PRINCIPAL(
      Severity.WARNING,
      "the id of a deleted role or user",
      "remove it, or name the new role: it matches nobody",
      "IAM User Guide, Principal"),
  SERVICE_WILDCARD(
      Severity.WARNING,
      "a wildcard in the name of a service",
      "name the service: this matches nobody",
      "IAM User Guide, Principal"),
  NOT_A_CALLER(
      Severity.ERROR,
      "an ARN that is no role, user, session or account",
      "name a role, user or account; AWS takes neither groups nor instance profiles",
      "IAM User Guide, Principal"),
  ASSUMED_ROLE_SESSION(
      Severity.WARNING,
      "the ARN of one role session",
      "name the role: the session's name may change with each start",
      "IAM User Guide, Principal"),
  ROLE_SIGNER(
      Severity.WARNING,
      "a service whose workloads sign with a role",
      "name the role: on ECS the task role, on Lambda the execution role, on EC2 the instance role",
      "ECS Developer Guide, Task IAM role"),
  MISSING_SOURCE(
      Severity.WARNING,
      "a service let in without aws:SourceArn, aws:SourceAccount or aws:SourceOrgID",
      "add ArnLike aws:SourceArn; for EventBridge on a key kms:EncryptionContext",
      "IAM User Guide, The confused deputy problem"),
  NEGATED_SOURCE(
      Severity.WARNING,
      "a negated aws:Source* condition in an Allow",
      "say which sources may, or deny the others: this lets in whoever lacks the key",
      "IAM User Guide, Condition operators"),
  FOR_ALL_VALUES_SOURCE(
      Severity.WARNING,
      "ForAllValues on an aws:Source* key in an Allow",
      "leave the prefix out: the key has one value, and without it ForAllValues is true",
      "IAM User Guide, Set operators"),
  IF_EXISTS_SOURCE(
      Severity.WARNING,
      "IfExists on an aws:Source* key in an Allow",
      "leave IfExists out: this lets in whoever lacks the key",
      "IAM User Guide, IfExists"),
  EVENT_BRIDGE_KEY_SOURCE(
      Severity.WARNING,
      "an aws:Source* condition for EventBridge on a key",
      "use kms:EncryptionContext:aws:sns:topicArn or kms:EncryptionContext:aws:sqs:arn",
      "SNS Developer Guide, Key management"),
  UNKNOWN_OPERATOR(
      Severity.ERROR,
      "a condition operator that IAM does not have",
      "look the name up; AWS refuses the policy",
      "IAM User Guide, Condition operators"),
  UNKNOWN_CONDITION_KEY(
      Severity.NOTE,
      "a global condition key that IAM does not document",
      "look the name up: a condition on a key that no call has",
      "IAM User Guide, Global condition context keys"),
  SHORT_ARN(
      Severity.WARNING,
      "a value of an ARN operator without six parts",
      "write all six, `arn:aws:sns:*:*:*`: parts are matched one by one",
      "IAM User Guide, ARN condition operators"),
  TLS_CONDITION(
      Severity.ERROR,
      "an aws:SecureTransport condition that does not keep out plain HTTP",
      "deny with `\"Bool\": {\"aws:SecureTransport\": \"false\"}`",
      "SQS Developer Guide, Security best practices"),
  LITERAL_VARIABLE(
      Severity.WARNING,
      "`${…}` where it is plain text",
      "set Version to 2012-10-17 and use a string or ARN operator",
      "IAM User Guide, Variables and tags"),
  UNKNOWN_VARIABLE(
      Severity.WARNING,
      "a policy variable that is unclosed, mis-written or not documented",
      "write `${key}` or `${key, 'default'}`; a literal dollar sign is `${$}`",
      "IAM User Guide, Variables and tags"),
  DUPLICATE_SID(
      Severity.ERROR,
      "a Sid that an earlier statement has",
      "give each statement its own",
      "IAM User Guide, Sid"),
  OVER_LIMIT(
      Severity.ERROR,
      "more than the service takes",
      "join statements, shorten lists or drop what is not needed",
      "`PolicyLimits`"),
  NEAR_LIMIT(
      Severity.WARNING,
      "nine tenths of what the service takes, or more",
      "make room before the next grant is refused",
      "`PolicyLimits`"),
  KEY_WITHOUT_ACCOUNT(
      Severity.WARNING,
      "a key policy that does not delegate `kms:*` to an account",
      "allow the key's account root `kms:*` on `*`, or nobody may be able to manage the key",
      "KMS Developer Guide, Default key policy");

  /** How much it matters. */
  public enum Severity {
    /** AWS refuses it, or it lets in those whom nobody meant. */
    ERROR,
    /** It does not do what it seems to. */
    WARNING,
    /** Good to know. */
    NOTE
  }

  private final Severity severity;
  private final String finds;
  private final String advice;
  private final String source;

  LintRule(Severity severity, String finds, String advice, String source) {
    this.severity = severity;
    this.finds = finds;
    this.advice = advice;
    this.source = source;
  }

  /** The name for programs, for example {@code missing-source}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a finding means that somebody may be let in whom nobody meant. */
  public boolean isOfSecurity() {
    return switch (this) {
      case PUBLIC,
          ALLOW_NOT_PRINCIPAL,
          ALLOW_NOT_ACTION,
          MISSING_SOURCE,
          NEGATED_SOURCE,
          FOR_ALL_VALUES_SOURCE,
          IF_EXISTS_SOURCE,
          TLS_CONDITION ->
          true;
      default -> false;
    };
  }

  /** How much a finding matters. */
  public Severity severity() {
    return severity;
  }

  /** What is found, in a few words. */
  public String finds() {
    return finds;
  }

  /** What to do about it. */
  public String advice() {
    return advice;
  }

  /** Where AWS says so, or what is known besides. */
  public String source() {
    return source;
  }
}
