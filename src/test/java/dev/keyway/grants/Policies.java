package dev.keyway.grants;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Statement;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.SpecStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The policies that YAML amounts to, without drift, refusals or history. */
final class Policies {
  private static final String NAMESPACE = Manifests.NAMESPACE;

  private Policies() {}

  /** Return the policies by file name. */
  static Map<String, PolicyDocument> of(String yaml) {
    var manifests = Manifests.of(yaml);
    var asks = new Asks(Manifests.SETTINGS, manifests);
    var policies = new TreeMap<String, PolicyDocument>();
    manifests
        .keyNames()
        .forEach(key -> policies.put("key-policy-" + key, key(manifests, asks, key)));
    manifests
        .queues()
        .forEach(
            queue ->
                policies.put(
                    "queue-policy-" + queue.name().name(),
                    queue(queue.spec(), asks.ofQueue(queue, Manifests.ACCOUNT))));
    manifests
        .topics()
        .forEach(
            topic ->
                policies.put(
                    "topic-policy-" + topic.name().name(),
                    topic(topic.spec(), asks.ofTopic(topic, Manifests.ACCOUNT))));
    return policies;
  }

  static PolicyDocument queue(QueueAsk ask) {
    return new Admission(PolicyLimits.SQS_QUEUE, List.of(QueueGrants.tlsOnly(ask.queueArn())))
        .admit(QueueGrants.of(ask), Set.of())
        .document();
  }

  static PolicyDocument topic(TopicAsk ask) {
    return new Admission(PolicyLimits.SNS_TOPIC, List.of(TopicGrants.tlsOnly(ask.topicArn())))
        .admit(TopicGrants.of(ask), Set.of())
        .document();
  }

  static PolicyDocument key(List<Grant> asked) {
    var account = KeyGrants.account("aws", Manifests.ACCOUNT.accountId());
    return new Admission(PolicyLimits.KMS_KEY, List.of(account)).admit(asked, Set.of()).document();
  }

  private static PolicyDocument key(Manifests manifests, Asks asks, String key) {
    var asked = new ArrayList<Grant>();
    manifests
        .queuesUnder(NAMESPACE, key)
        .forEach(q -> asked.addAll(KeyGrants.ofQueue(asks.ofQueue(q, Manifests.ACCOUNT))));
    manifests
        .topicsUnder(NAMESPACE, key)
        .forEach(t -> asked.addAll(KeyGrants.ofTopic(asks.ofTopic(t, Manifests.ACCOUNT))));
    var spec =
        manifests.key(NAMESPACE, key).<KeywaySpec>map(Resource::spec).orElseGet(Policies::nothing);
    var account = KeyGrants.account("aws", Manifests.ACCOUNT.accountId());
    var arn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    return admit(spec, ResourceKind.KMS_KEY, arn, account, asked);
  }

  private static KeywaySpec nothing() {
    return Manifests.spec(EncryptionKeySpec.class, "");
  }

  private static PolicyDocument queue(KeywaySpec spec, QueueAsk ask) {
    var arn = ask.queueArn();
    var tls = QueueGrants.tlsOnly(arn);
    return admit(spec, ResourceKind.SQS_QUEUE, arn, tls, QueueGrants.of(ask));
  }

  private static PolicyDocument topic(KeywaySpec spec, TopicAsk ask) {
    var arn = ask.topicArn();
    var tls = TopicGrants.tlsOnly(arn);
    return admit(spec, ResourceKind.SNS_TOPIC, arn, tls, TopicGrants.of(ask));
  }

  private static PolicyDocument admit(
      KeywaySpec spec, ResourceKind kind, String arn, Statement own, List<Grant> asked) {
    return new SpecStatements(spec, Manifests.ACCOUNT, kind, arn, Optional.empty())
        .admit(List.of(own), Frame.exclusive(Optional.empty()), asked, Refusals.NONE)
        .document();
  }
}
