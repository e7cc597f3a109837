package dev.keyway.awslocal.kms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Making, describing, listing and tagging keys. */
final class KeyOperations {

  private static final int MAX_TAGS = 50;
  private static final int MAX_DESCRIPTION = 8192;
  private static final String SIGN = "SIGN_VERIFY";

  private final KeyStore store;
  private final KmsGuard guard;
  private final Timing timing;
  private final KeyPolicies policies;

  KeyOperations(KeyStore store, KmsGuard guard, Timing timing, KeyPolicies policies) {
    this.store = store;
    this.guard = guard;
    this.timing = timing;
    this.policies = policies;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "CreateKey", Operation.write(this::createKey),
        "DescribeKey", Operation.read(this::describeKey),
        "ListKeys", Operation.read(this::listKeys),
        "UpdateKeyDescription", Operation.write(this::updateKeyDescription),
        "TagResource", Operation.write(this::tagResource),
        "UntagResource", Operation.write(this::untagResource),
        "ListResourceTags", Operation.read(this::listResourceTags));
  }

  private ObjectNode createKey(Invocation call) {
    Map<String, String> tags = KmsGuard.tags(call);
    guard.checkIdentity(call, "kms:CreateKey", "*");
    String account = call.caller().account();
    if (!tags.isEmpty()) {
      // "At a minimum, the permission must cover all KMS keys in the account and Region" (KMS
      // developer guide, "Managing KMS key tags with API operations").
      var everyKey = store.arn(account, call.region(), "key/*");
      guard.checkIdentity(call, "kms:TagResource", everyKey);
    }
    checkTags(tags);
    String spec =
        call.params()
            .text("KeySpec")
            .or(() -> call.params().text("CustomerMasterKeySpec"))
            .orElse(Key.SYMMETRIC);
    String usage =
        call.params().text("KeyUsage").orElse(spec.startsWith("ECC_") ? SIGN : "ENCRYPT_DECRYPT");
    Key.Identity identity = store.newIdentity(account, call.region(), spec, usage, false);
    String text = call.params().text("Policy").orElseGet(() -> policies.defaultText(account));
    StoredPolicy policy = policies.read(text);
    String description = checkDescription(call.params().text("Description").orElse(""));
    Key key = new Key(identity, policy, tags, description);
    policies.checkLockout(call, key, policy);
    store.add(key);
    call.concerns(key.arn());
    return Json.object().set("KeyMetadata", metadata(key));
  }

  private ObjectNode describeKey(Invocation call) {
    Key key = guard.key(call, "kms:DescribeKey");
    return Json.object().set("KeyMetadata", metadata(key));
  }

  private ObjectNode metadata(Key key) {
    KeyState state = timing.read(key.state);
    ObjectNode node =
        Json.object()
            .put("AWSAccountId", key.identity.account())
            .put("KeyId", key.identity.id())
            .put("Arn", key.arn())
            .put("CreationDate", seconds(key.identity.createdAt()))
            .put("Enabled", state == KeyState.ENABLED)
            .put("Description", timing.read(key.description))
            .put("KeyUsage", key.identity.usage())
            .put("KeyState", state.wire())
            .put("Origin", "AWS_KMS")
            .put("KeyManager", key.identity.awsManaged() ? "AWS" : "CUSTOMER")
            .put("KeySpec", key.identity.spec())
            .put("CustomerMasterKeySpec", key.identity.spec())
            .put("MultiRegion", false);
    if (key.isSymmetric()) {
      node.set("EncryptionAlgorithms", Json.array().add(Key.SYMMETRIC));
    }
    Instant deletion = key.deletionDate;
    if (deletion != null && state == KeyState.PENDING_DELETION) {
      node.put("DeletionDate", seconds(deletion));
    }
    return node;
  }

  static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }

  private ObjectNode listKeys(Invocation call) {
    guard.checkIdentity(call, "kms:ListKeys", "*");
    List<Key> listed =
        store.keysOf(call.caller().account(), call.region()).stream()
            .filter(key -> timing.isListed(key.identity.createdAt()))
            .toList();
    Page<Key> page = Page.of(listed, call.params());
    ArrayNode keys = Json.array();
    page.items()
        .forEach(k -> keys.addObject().put("KeyId", k.identity.id()).put("KeyArn", k.arn()));
    return page.describe(Json.object().set("Keys", keys));
  }

  private ObjectNode updateKeyDescription(Invocation call) {
    Key key = guard.ownKey(call, "kms:UpdateKeyDescription");
    policies.checkNotPendingDeletion(key);
    String text = checkDescription(call.params().text("Description").orElse(""));
    key.description.write(text, timing.now());
    return Json.object();
  }

  private static String checkDescription(String text) {
    if (text.length() > MAX_DESCRIPTION) {
      throw KmsErrors.validation("Description must have at most 8192 characters");
    }
    return text;
  }

  private ObjectNode tagResource(Invocation call) {
    Key key = guard.ownKey(call, "kms:TagResource");
    policies.checkNotPendingDeletion(key);
    Map<String, String> tags = new LinkedHashMap<>(key.tags.latest());
    tags.putAll(KmsGuard.tags(call));
    checkTags(tags);
    key.tags.write(Map.copyOf(tags), timing.now());
    return Json.object();
  }

  private ObjectNode untagResource(Invocation call) {
    Key key = guard.ownKey(call, "kms:UntagResource");
    policies.checkNotPendingDeletion(key);
    Map<String, String> tags = new LinkedHashMap<>(key.tags.latest());
    call.params().list("TagKeys").forEach(tags::remove);
    key.tags.write(Map.copyOf(tags), timing.now());
    return Json.object();
  }

  private static void checkTags(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw KmsErrors.limit("A key can have at most 50 tags");
    }
    for (String name : tags.keySet()) {
      if (name.startsWith("aws:")) {
        throw AwsError.sender("TagException", "Tags beginning with aws: are reserved: " + name);
      }
    }
  }

  private ObjectNode listResourceTags(Invocation call) {
    Key key = guard.ownKey(call, "kms:ListResourceTags");
    List<Map.Entry<String, String>> tags =
        timing.read(key.tags).entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    Page<Map.Entry<String, String>> page = Page.of(tags, call.params());
    ArrayNode listed = Json.array();
    page.items()
        .forEach(t -> listed.addObject().put("TagKey", t.getKey()).put("TagValue", t.getValue()));
    return page.describe(Json.object().set("Tags", listed));
  }
}
