package dev.keyway.api.v1alpha1;

import dev.keyway.policy.RoleSigners;

/**
 * What several kinds say in the same words: descriptions, limits and rules of the schema. All of it
 * are compile-time constants, read by the CRD generator only.
 */
final class Schema {
  static final long MAX_PRINCIPALS = 50;
  static final long MAX_DRIFT = 20;
  static final long MAX_CONDITIONS = 16;
  static final long MAX_ARN = 512;
  static final long MAX_RETIRING_KEYS = 20;

  /** Names that a list or a reference uses: a DNS label, so no dots. */
  static final String LABEL_RULE = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')";

  static final String LIST_BY_NAME =
      """
      x-kubernetes-list-type: map
      x-kubernetes-list-map-keys: [name]
      """;
  static final String LIST_BY_TYPE =
      """
      x-kubernetes-list-type: map
      x-kubernetes-list-map-keys: [type]
      """;
  static final String SET = "x-kubernetes-list-type: set";
  static final String ACCESS =
      "The principals that the spec names: whether Keyway's half of their access is in force, and what"
          + " their own account has to add. Services are left out.";
  static final long MAX_ACCESS = 150;
  static final String LIST_BY_ROLE_AND_NAME =
      "{x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [as, name]}";
  static final String TIMESTAMP = "format: date-time";

  static final String NAME_RULE = "!self.metadata.name.contains('.')";
  static final String NAME_MESSAGE =
      "`metadata.name` must not contain '.': names in AWS and in policies are derived from it";

  /**
   * With 164 characters every derived name fits, whatever the namespace (63): the topic
   * '&lt;namespace&gt;_&lt;name&gt;.fifo' (256) and the key of its own, '&lt;name&gt;-topic'.
   */
  static final String NAME_LENGTH_RULE = "size(self.metadata.name) <= 164";

  static final String NAME_LENGTH_MESSAGE =
      "`metadata.name` must have at most 164 characters, so that the names derived from it fit";

  /** With 170 characters the alias 'keyway/&lt;namespace&gt;/&lt;name&gt;' (250) fits. */
  static final String KEY_NAME_LENGTH_RULE = "size(self.metadata.name) <= 170";

  static final String KEY_NAME_LENGTH_MESSAGE =
      "`metadata.name` must have at most 170 characters, so that the names derived from it fit";

  static final String REGION =
      "AWS region of the object, such as 'eu-central-1'. Absent: the default region of the"
          + " namespace's AccountBinding, or of the operator."
          + " Immutable, its presence too.";
  static final long MAX_REGION = 32;
  static final String REGION_RULE = "self.matches('^[a-z]{2}(-[a-z]+)+-[0-9]$')";
  static final String REGION_MESSAGE = "must be the code of an AWS region, such as 'eu-central-1'";
  static final String REGION_IMMUTABLE_RULE =
      "has(self.region) == has(oldSelf.region)"
          + " && (!has(self.region) || self.region == oldSelf.region)";
  static final String REGION_IMMUTABLE_MESSAGE =
      "`region` must stay as it was at creation, set or absent: create another object for another"
          + " region";

  static final String TAGS =
      "Tags of the AWS object, up to 40 (AWS allows 50; Keyway adds its own 'keyway.dev/' tags)."
          + " Tags that others put on it are left alone. Mutable.";
  static final long MAX_TAGS = 40;
  static final long MAX_TAG_VALUE = 256;
  static final String TAG_KEY_RULE = "self.all(k, k.matches(r'^[\\pL\\pZ\\pN_.:/=+@-]{1,128}$'))";
  static final String TAG_KEY_MESSAGE =
      "a key of `tags` must consist of 1 to 128 letters, digits, spaces and '_.:/=+-@', as AWS"
          + " asks";
  static final String TAG_PREFIX_RULE =
      "!self.exists(k, k.startsWith('keyway.dev/') || k.lowerAscii().startsWith('aws:'))";
  static final String TAG_PREFIX_MESSAGE =
      "a key of `tags` must not start with 'aws:' (reserved by AWS) or 'keyway.dev/' (Keyway's own"
          + " tags): choose another key";
  static final String TAG_VALUE_RULE = "self.all(k, self[k].matches(r'^[\\pL\\pZ\\pN_.:/=+@-]*$'))";
  static final String TAG_VALUE_MESSAGE =
      "a value of `tags` must consist of letters, digits, spaces and '_.:/=+-@', as AWS asks";

  static final String DELETION_RETAIN =
      "What happens to the AWS object when this object is deleted: 'Retain' leaves it, its policy"
          + " and its grants as they are; 'Delete' deletes it as soon as nothing needs it. Absent:"
          + " 'Retain'. Mutable, also while the object is being deleted.";
  static final String CHECK_INTERVAL =
      "Seconds between two checks of the AWS object for drift, 60 to 86400. Changes in Kubernetes"
          + " are acted on at once whatever this is. Absent: the operator's setting. Mutable.";
  static final String MANAGEMENT =
      "What Keyway does about the AWS object: 'Enforce' creates it and repairs what differs;"
          + " 'Report' only reads, and says in `status.plan` and `status.drift` what it would do;"
          + " 'Paused' does not even look. With 'Report' and 'Paused' deleting this object leaves"
          + " AWS untouched whatever `deletionPolicy` says, and grants that stand stay. Absent:"
          + " 'Enforce'. Mutable.";
  static final String POLICY_OWNERSHIP =
      "Whose the policy is. 'Exclusive': Keyway's alone; a statement by which somebody else allows"
          + " anything is drift and is removed. 'Shared': statements of others stay as they are."
          + " What others deny is never removed. From 'Shared' to 'Exclusive' nothing is removed"
          + " while statements of others let in anybody whom the spec does not name. Absent:"
          + " 'Shared' with `adopt`, else 'Exclusive'. Mutable.";
  static final String ADDITIONAL_STATEMENTS =
      "Statements of the policy in IAM's own words, up to 10, for what the other fields cannot say:"
          + " a condition on the organization, a Deny, a role that reads attributes. What IAM does"
          + " not take, what lets in everybody, and a Deny of what Keyway or somebody in the spec"
          + " needs is left out and told, `StatementRefused`. Absent: none. Mutable.";
  static final long MAX_STATEMENTS = 10;
  static final String REQUIRE_TLS =
      "Whether the policy denies requests without TLS (condition key aws:SecureTransport). Absent:"
          + " true. Mutable.";
  static final String LIST_ENTRY_NAME =
      "Name of the entry, unique in its list; appears in status, never in AWS. A DNS label of up to"
          + " 63 characters.";
  static final String LIST_ENTRY_MESSAGE =
      "must consist of 'a' to 'z', '0' to '9' and '-', and start and end with a letter or a digit";

  static final String ADOPT_IMMUTABLE_RULE =
      "has(self.adopt) == has(oldSelf.adopt)"
          + " && (!has(self.adopt) || self.adopt.arn == oldSelf.adopt.arn)";
  static final String ADOPT_IMMUTABLE_MESSAGE =
      "`adopt` must stay as it was at creation, set or absent: create another object, and delete"
          + " this one with deletionPolicy 'Retain'";
  static final String ENCRYPTION_REQUIRED_RULE = "has(self.encryption) || has(self.adopt)";
  static final String ENCRYPTION_STAYS_RULE = "!has(oldSelf.encryption) || has(self.encryption)";
  static final String ENCRYPTION_STAYS_MESSAGE =
      "`encryption` must stay once it was set: what AWS does without it would be less than was"
          + " asked for; choose another `mode`";
  static final String ADOPTION =
      "What is remembered of an AWS object that `spec.adopt` names, or whose policy is shared;"
          + " absent of others.";

  static final String OBSERVED_GENERATION =
      "The metadata.generation that this status was made for; -1 until the operator has seen the"
          + " object.";
  static final String CONDITIONS =
      "Aspects of the state. 'Ready' sums up; 'Reconciling' and 'Stalled' are read by tools that"
          + " follow kstatus (kubectl wait, Flux, Argo CD).";
  static final String STATUS_REGION =
      "Region in which the AWS object was created; fixed from then on.";
  static final String POLICY_HASH =
      "Versioned hash of the policy that was wanted when the object was last in order: tells a"
          + " change of what is wanted from drift.";
  static final String MOVE =
      "The move to another key that is being prepared: it waits until the grants on that key have"
          + " stood for the settle time.";
  static final String RETIRING_KEYS =
      "Keys that were left for another one and that messages still need. Written before the move,"
          + " and kept until no message under the key can be left.";
  static final String DRIFT =
      "Differences between spec and AWS that were found, newest first, at most 20; kept until the"
          + " next generation or for 24 hours after the repair.";

  static final String PLAN =
      "What would be written to AWS if `management` were 'Enforce', in order, at most 20; only with"
          + " `management: Report`.";
  static final String LAST_CHECK_NOW =
      "The last value of the annotation `keyway.dev/check-now` that a check has answered.";
  static final long MAX_CHECK_NOW = 256;
  static final long MAX_TIME = 64;

  static final String NO_SERVICE_RULE = "!self.exists(e, has(e.principal.service))";
  static final String ROLE_ADVICE =
      "containers, functions and pods sign their calls with a role, so name that in `roleArn` (on"
          + " ECS the task role, not the execution role; on Lambda the execution role; on EC2 the"
          + " instance role; on EKS the role of the pod)";

  /** Services that call on their own behalf and whose grants Keyway knows how to bound. */
  static final String SENDING_SERVICES =
      "['s3.amazonaws.com', 'cloudwatch.amazonaws.com', 'events.amazonaws.com']";

  /** Services whose callers sign with a role, so that a grant to the service lets nobody in. */
  static final String SIGNS_WITH_ROLE = "self.matches('" + RoleSigners.NAMES + "')";

  static final String IAM_ARN = "^arn:(aws|aws-cn|aws-us-gov):iam::[0-9]{12}:";

  /** A path may hold any printable character; the wildcards among them are left out. */
  static final String IAM_PATH_AND_NAME = "([!-)+->@-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}$";

  /** Ends up in a condition, where IAM would expand wildcards and '${...}'. */
  static final String SOURCE_ARN =
      "^arn:(aws|aws-cn|aws-us-gov):[a-z0-9-]+:[a-z0-9-]*:([0-9]{12})?:[^*?$[:cntrl:]]+$";

  private Schema() {}
}
