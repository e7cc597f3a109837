package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.QueueEncryptionMode;
import dev.keyway.api.v1alpha1.TopicEncryptionMode;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.grants.Grant;
import dev.keyway.grants.Held;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueGrants;
import dev.keyway.grants.TopicGrants;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.OwnKeyGrants;
import dev.keyway.reconcile.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The grants that objects ask for, on what their statuses say is theirs. */
public final class Holdings {
  private static final String FIFO = ".fifo";

  private final DeclaredObjects objects;
  private final String namespace;
  private final List<Held> held = new ArrayList<>();

  private Holdings(DeclaredObjects objects, String namespace) {
    this.objects = objects;
    this.namespace = namespace;
  }

  /** Return the grants of all objects that AWS has; queues first, then topics, then keys. */
  public static List<Held> of(DeclaredObjects objects) {
    return objects.names().stream()
        .map(ObjectName::namespace)
        .distinct()
        .flatMap(namespace -> new Holdings(objects, namespace).all().stream())
        .toList();
  }

  /** Return the ARNs of keys that objects name and that none of the objects looks after. */
  public static Set<String> foreign(DeclaredObjects objects) {
    var foreign = new TreeSet<>(Assumptions.of(objects));
    foreign.removeIf(arn -> !objects.keysOf(arn).isEmpty());
    return foreign;
  }

  private List<Held> all() {
    objects.queues(namespace).forEach(this::queue);
    objects.topics(namespace).forEach(this::topic);
    objects.keys(namespace).forEach(this::key);
    return held;
  }

  private void queue(Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    var status = queue.status();
    if (status == null || status.queueArn() == null) {
      return;
    }
    var arn = status.queueArn();
    var ask = asks(arn, queue.name()).ofQueue(queue, identity(arn));
    hold(arn, QueueGrants.of(ask));
    var encryption = queue.spec().encryption();
    if (encryption == null || encryption.mode() != QueueEncryptionMode.AWS_MANAGED_KEY) {
      Optional.ofNullable(status.keyArn()).ifPresent(key -> hold(key, KeyGrants.ofQueue(ask)));
    }
  }

  private void topic(Resource<EncryptedTopicSpec, EncryptedTopicStatus> topic) {
    var status = topic.status();
    if (status == null || status.topicArn() == null) {
      return;
    }
    var arn = status.topicArn();
    var ask = asks(arn, topic.name()).ofTopic(topic, identity(arn));
    hold(arn, TopicGrants.of(ask));
    var encryption = topic.spec().encryption();
    if (encryption == null || encryption.mode() != TopicEncryptionMode.AWS_MANAGED_KEY) {
      Optional.ofNullable(status.keyArn()).ifPresent(key -> hold(key, KeyGrants.ofTopic(ask)));
    }
  }

  private void key(Resource<EncryptionKeySpec, EncryptionKeyStatus> key) {
    var arn = Optional.ofNullable(key.status()).map(EncryptionKeyStatus::keyArn);
    arn.ifPresent(keyArn -> hold(keyArn, OwnKeyGrants.of(key)));
  }

  private void hold(String resourceArn, List<Grant> grants) {
    grants.forEach(grant -> held.add(new Held(namespace, resourceArn, grant)));
  }

  // The operator's region and prefix are read off what the object is called in AWS.
  private Asks asks(String arn, ObjectName name) {
    var own = name.namespace() + "_" + name.name() + (arn.endsWith(FIFO) ? FIFO : "");
    var actual = AwsNames.resourceName(arn);
    var prefix = actual.endsWith(own) ? actual.substring(0, actual.length() - own.length()) : "";
    var environment = new Environment(AwsNames.accountOf(arn), AwsNames.regionOf(arn), "", prefix);
    return new Asks(environment.settings(), objects);
  }

  private static AccountIdentity identity(String arn) {
    return new AccountIdentity(arn.split(":", 3)[1], AwsNames.accountOf(arn), "");
  }
}
