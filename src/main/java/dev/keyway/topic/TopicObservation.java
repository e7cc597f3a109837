package dev.keyway.topic;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.grants.Refusals;
import dev.keyway.grants.TopicAsk;
import dev.keyway.reconcile.ChildKeyNeed;
import dev.keyway.reconcile.KeyGate;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.LeftKey;
import dev.keyway.reconcile.OldKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the topic's plan depends on.
 *
 * @param attributes the topic's attributes; empty when there is no such topic
 * @param tags its tags
 * @param key how far its key is
 * @param keyGate AWS's word on the key; only read before the topic's encryption is set
 * @param oldKey the key that the topic is encrypted with and is to leave
 * @param childKey what has to happen to the EncryptionKey of OwnKey
 * @param ask what the topic asks for
 * @param subscriptions its subscriptions in AWS; only read before the topic is deleted
 * @param refusals whom the policy does not let in, though somebody asks for it
 * @param recent what Keyway wrote within the propagation window, by attribute
 * @param leftKeys keys that Keyway does not manage and that old messages need
 */
record TopicObservation(
    AccountIdentity account,
    String region,
    String topicName,
    String topicArn,
    Optional<Map<String, String>> attributes,
    Optional<Map<String, String>> tags,
    KeyView key,
    Optional<KeyGate> keyGate,
    Optional<OldKey> oldKey,
    ChildKeyNeed childKey,
    String childKeyName,
    TopicAsk ask,
    List<SubscriptionSummary> subscriptions,
    Refusals refusals,
    Map<String, String> recent,
    List<LeftKey> leftKeys) {}
