package dev.keyway.reconcile;

/**
 * Why a condition is what it is, and why an Event was sent. The names are part of the API; {@code
 * docs/reference/reasons.md} lists them with what to do.
 */
public enum Reason {
  // All is well.
  Proven("Everything that is wanted stands in AWS, as read back.", ""),
  InSync("AWS has what is wanted.", ""),
  ReferencesFound("All objects that the spec names are there.", ""),

  // Under way.
  Creating("The AWS object is being created.", ""),
  Updating("The AWS object is being brought in line with the spec.", ""),
  Propagating("AWS has not shown the last write yet.", "Nothing; AWS takes up to 60 seconds."),
  Deleting("The AWS object is being deleted.", ""),
  SearchingKey(
      "A CreateKey call went unanswered; its key is looked for before another one is made.",
      "Nothing; after five minutes without a find the key is created anew."),

  SettlingGrants(
      "The grants on the new key stand, and are given time to be in force everywhere in AWS.",
      "Nothing; the move follows after the settle time."),
  RetiringKey(
      "The old key is being marked as needed by old messages, before the move to the new one.",
      "Nothing; if it stays, look at the EncryptionKey of the old key."),

  Adopting("What the spec sets of an adopted AWS object is recorded, before it is written.", ""),
  PolicySharedWithOthers(
      "Others write this policy too; Keyway writes after two equal reads, and not within a minute of"
          + " somebody else's change.",
      "Nothing; if it stays, find out who keeps changing the policy."),

  ReplayStarting(
      "A replay is written down before it is started, so that it is never started twice.", ""),

  // Events about what was done.
  ReplayStarted("SNS was asked to deliver archived messages once more.", ""),
  Adopted("An AWS object that somebody else made was taken over.", ""),
  KeyCreated("A KMS key was created.", ""),
  KeyEnabled("A KMS key was enabled.", ""),
  KeyDisabledBySpec("A KMS key was disabled, as the spec says.", ""),
  KeyDeletionScheduled("A KMS key will be deleted after the pending window.", ""),
  KeyDeletionCancelled("The deletion of a KMS key was cancelled.", ""),
  AliasWritten("An alias was created or pointed at its key.", ""),
  RotationWritten("Key rotation was switched or its period changed.", ""),
  PolicyWritten("A key, queue or topic policy was written.", ""),
  QueueCreated("An SQS queue was created.", ""),
  TopicCreated("An SNS topic was created.", ""),
  AttributesWritten("Attributes of a queue, topic or subscription were written.", ""),
  TagsWritten("Tags were written.", ""),
  Subscribed("A queue was subscribed to a topic.", ""),
  Unsubscribed("A subscription was ended.", ""),
  Deleted("An AWS object was deleted.", ""),
  Reclaimed("An object of the same name came back and took its AWS object over.", ""),

  // Waiting for something.
  ReferenceNotFound(
      "An object that the spec names is not there, or is in another namespace and does not let this"
          + " one refer to it.",
      "Create it, correct the name, or have it allow the reference (`allowedReferences`)."),
  ReferenceNotReady("An object that the spec names has no AWS object yet.", "Look at that object."),
  KeyGrantPending("The key does not hold this object's grants yet.", "Look at the EncryptionKey."),
  QueueGrantPending(
      "The queue's policy does not admit the topic yet.", "Look at the EncryptedQueue."),
  DeadLetterPending(
      "What the dead-letter queue needs is not in force yet: its consumers in the keys of what will"
          + " be moved there, or SNS in its policy and key.",
      "Nothing, where Keyway manages them. If it stays, look at that queue and its key."),
  BindingInUse(
      "Deletion of an AccountBinding waits for the objects of its namespaces.",
      "Delete these objects, or have another AccountBinding serve their namespaces."),
  KeyInUse(
      "A key cannot be disabled or deleted while something needs it.",
      "Delete what uses it first, or set deletionPolicy: Retain."),
  StillSubscribed(
      "Deletion waits for subscriptions.",
      "Delete the subscriptions first, or set deletionPolicy: Retain."),
  StillDeadLetterQueue(
      "Deletion waits for queues that have this one as their dead-letter queue.",
      "Change their deadLetter or delete them first, or set deletionPolicy: Retain."),

  // Somebody has to act.
  AdoptedNotFound(
      "The AWS object that spec.adopt names does not exist.",
      "Create it in AWS, or create this object anew with the right ARN."),
  AdoptionMismatch(
      "The AWS object that spec.adopt names is in another account or region, or connects another"
          + " topic or queue.",
      "Set spec.region, or create this object anew with the right ARN."),
  ForeignGrantInUse(
      "A statement of others lets somebody in whom the wanted key, or a policy that is Keyway's"
          + " alone, would not let in.",
      "Name them in the spec or by a TopicSubscription, or remove the statement in AWS."),
  PolicyUnreadable(
      "The policy of an adopted AWS object holds something that Keyway does not know.",
      "Change the policy in AWS, or leave the object to who made it."),
  Held(
      "Somebody stopped all writes to the AWS object by the tag keyway.dev/hold.",
      "Remove the tag in AWS when Keyway may write again."),
  NotEncrypted(
      "An adopted queue or topic is not encrypted, and the spec leaves that as it is.",
      "Set spec.encryption."),
  OwnershipConflict(
      "An AWS object is where this object's would be, and is not this object's.",
      "Choose another name, remove that AWS object, or create this object anew with spec.adopt."),
  NameConflict(
      "An EncryptionKey of the name that OwnKey needs belongs to something else.",
      "Rename one of them, or use SharedKey."),
  InvalidName("AWS does not take this name.", "Set queueName or topicName to one that AWS takes."),
  InvalidFilterPolicy(
      "SNS does not take this filter policy.",
      "Correct spec.filterPolicy or filterPolicyScope; the message says where."),
  ReplayNotPossible(
      "The topic keeps no messages, or none of that time, that could be delivered once more.",
      "Set fifo.archiveRetentionDays of the topic, or correct spec.replayFrom."),
  FifoMismatch(
      "A standard topic cannot deliver to a FIFO queue, and a dead-letter queue has to be of the"
          + " type of its source.",
      "Make both FIFO, or use a standard queue."),
  AwsManagedKeyCannotReceive(
      "SNS can never deliver to a queue under alias/aws/sqs, whose policy nobody can change.",
      "Encrypt the queue with OwnKey, SharedKey or ServiceManaged, or delete the"
          + " TopicSubscription."),
  AwsManagedKeyCannotBeShared(
      "Only principals of its own account can use a key that AWS keeps for an account.",
      "Encrypt with OwnKey or SharedKey, or remove the principals of other accounts."),
  KeyStatementsMissing(
      "The policy of a key that Keyway does not manage does not allow what is needed.",
      "Have the key's owner add the statements of status.keyStatements that are Broken."),
  KeyUnreadable(
      "AWS does not let Keyway read the state or the policy of a key that it does not manage.",
      "Let Keyway read it, or have the statements added and set acceptUnknown: true."),
  ExternalKeyUnusable(
      "A key that Keyway does not manage is disabled, scheduled for deletion, or gone.",
      "Have its owner enable it or cancel the deletion; the message has the deadline."),
  RedriveNotAllowed(
      "The dead-letter queue does not admit this queue.",
      "Add this queue to its redriveAllow, or name another dead-letter queue."),
  RegionMismatch(
      "Objects that work together are in different regions or accounts.",
      "Put them in one region of one account."),
  DuplicateSubscription(
      "An older TopicSubscription has the same topic and queue.", "Delete one of them."),
  IdentityChanged(
      "Account, region or name differ from those that the AWS object was created with.",
      "Restore them, or delete the object and create it anew."),
  NotBound(
      "No AccountBinding serves the namespace, and the operator's tenancy is bound.",
      "Ask an administrator for an AccountBinding that selects the namespace."),
  AccountMismatch(
      "Keyway's credentials are of another account than the AccountBinding names.",
      "Correct accountId or roleArn of the AccountBinding."),
  GuardrailViolated(
      "The spec asks for something that the guardrails of the AccountBinding do not allow.",
      "Change what the message names, or ask who administers the AccountBinding."),
  Conflicting(
      "Namespaces that an AccountBinding selects are served by an older one.",
      "Change one of the selectors."),
  KeyDisabled(
      "Somebody disabled the key.", "Enable it, or write spec.state: Enabled to have it enabled."),
  KeyPendingDeletion(
      "Somebody scheduled the key for deletion.",
      "Cancel that, or write spec.state: Enabled to have it cancelled, before the deadline."),
  KeyDeleted(
      "The key was deleted; what is encrypted under it cannot be read any more.",
      "Delete the object and create it anew for a new key."),
  KeyUnusable("The key is in a state that AWS has to leave by itself.", "Look at the key in AWS."),
  GrantRefused(
      "A permission that the spec asks for does not fit the policy, or names a principal that does"
          + " not exist.",
      "Correct the principal, or share the queue or key among fewer objects."),

  StatementRefused(
      "A statement of additionalStatements is not written: AWS would not take it, it lets in"
          + " somebody whom nobody means, it denies what is needed, or it does not fit the policy.",
      "Correct the statement as the message says; everything else of the policy is in force."),
  // management: Report and Paused.
  Paused("Nobody looks at the AWS object: management: Paused.", "Remove spec.management to go on."),
  ChangesPlanned(
      "AWS does not have what the spec asks for, and management: Report leaves it so.",
      "Read status.plan; remove spec.management to have it done."),
  ChangesReported(
      "AWS had what the spec asks for, and differs now; management: Report leaves it so.",
      "Read status.drift and status.plan; remove spec.management to have it repaired."),
  BlockedByReport(
      "Something is needed of an object with management: Report, for which nothing is written.",
      "Remove spec.management from the object that the message names."),
  BlockedByPaused(
      "Something is needed of an object with management: Paused, which nobody looks at.",
      "Remove spec.management from the object that the message names."),

  // Delivery.
  Deliverable("Every link of the delivery chain is proven.", ""),
  NotDeliverable("A link of the delivery chain is broken.", "The message names the link."),
  DeliveryUnknown("A link of the delivery chain could not be read.", "The message names the link."),

  // Drift.
  DriftDetected("AWS differs from what is wanted.", "See status.drift."),
  DriftRepaired("A difference was repaired.", ""),
  Contested(
      "Somebody else keeps changing back what Keyway repairs; it is repaired with growing pauses.",
      "Find the other writer in CloudTrail, and take the object from one of the two."),

  // Failing calls.
  AccessDenied("AWS denies a call.", "Allow the action that the message names."),
  NoCredentials("AWS does not know the operator.", "Check the role of its service account."),
  Throttled("AWS throttles a call.", "Nothing; it goes on by itself."),
  RefusedByAws("AWS refuses a call.", "The message says why."),
  PolicyRefused(
      "AWS refuses a policy, most often because a principal does not exist.",
      "Create the principal, or correct its ARN."),
  QuotaExceeded("A quota is used up.", "Have it raised, or remove what is not needed."),
  RecentlyDeleted("A queue of that name was deleted just now.", "Nothing; AWS takes 60 seconds."),
  AwsUnreachable("AWS cannot be reached.", "Check the network; it goes on by itself."),
  AwsFailed("AWS failed or did not answer.", "Nothing; it goes on by itself.");

  private final String meaning;
  private final String remedy;

  Reason(String meaning, String remedy) {
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Return what it means, for the documentation. */
  public String meaning() {
    return meaning;
  }

  /** Return what a person can do; empty where nothing is to be done. */
  public String remedy() {
    return remedy;
  }
}
