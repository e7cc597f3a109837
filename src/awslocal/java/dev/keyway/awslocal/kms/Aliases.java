package dev.keyway.awslocal.kms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Aliases ("Aliases in AWS KMS"). */
final class Aliases {

  private static final Pattern NAME = Pattern.compile("alias/[a-zA-Z0-9/_-]{1,250}");
  private static final int MAX_PER_KEY = 50;

  private final KeyStore store;
  private final KmsGuard guard;
  private final Timing timing;

  Aliases(KeyStore store, KmsGuard guard, Timing timing) {
    this.store = store;
    this.guard = guard;
    this.timing = timing;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "CreateAlias", Operation.write(this::createAlias),
        "UpdateAlias", Operation.write(this::updateAlias),
        "DeleteAlias", Operation.write(this::deleteAlias),
        "ListAliases", Operation.read(this::listAliases));
  }

  private ObjectNode createAlias(Invocation call) {
    String name = name(call);
    Key key = target(call);
    check(call, "kms:CreateAlias", name, key);
    requireNotPendingDeletion(key);
    String arn = arn(call, name);
    if (store.alias(arn).isPresent()) {
      throw AwsError.sender(
          "AlreadyExistsException", "An alias with the name " + arn + " already exists");
    }
    requireRoom(key);
    store.put(new Alias(name, arn, key.arn(), timing.now(), timing.now()));
    return Json.object();
  }

  /** Points an alias at another key; the former key may be in any state. */
  private ObjectNode updateAlias(Invocation call) {
    String name = name(call);
    Alias alias = existing(call, name);
    Key key = target(call);
    check(call, "kms:UpdateAlias", name, key);
    store.byKeyArn(alias.keyArn()).ifPresent(old -> guard.check(call, "kms:UpdateAlias", old));
    requireNotPendingDeletion(key);
    requireRoom(key);
    Instant created = alias.createdAt();
    store.put(new Alias(name, alias.arn(), key.arn(), created, timing.now()));
    return Json.object();
  }

  private ObjectNode deleteAlias(Invocation call) {
    String name = name(call);
    Alias alias = existing(call, name);
    guard.checkIdentity(call, "kms:DeleteAlias", alias.arn());
    Optional<Key> key = store.byKeyArn(alias.keyArn());
    key.ifPresent(k -> guard.check(call, "kms:DeleteAlias", k));
    call.concerns(alias.keyArn());
    store.removeAlias(alias.arn());
    return Json.object();
  }

  private ObjectNode listAliases(Invocation call) {
    guard.checkIdentity(call, "kms:ListAliases", "*");
    Optional<Key> key =
        call.params()
            .text("KeyId")
            .map(
                id ->
                    store
                        .find(id, call.caller().account(), call.region())
                        .orElseThrow(() -> KmsErrors.notFound("Key", id)));
    key.ifPresent(k -> call.concerns(k.arn()));
    String prefix = arn(call, "alias/");
    List<Alias> listed =
        store.aliases().stream()
            .filter(a -> a.arn().startsWith(prefix) && timing.isListed(a.createdAt()))
            .filter(a -> key.isEmpty() || key.get().arn().equals(a.keyArn()))
            .toList();
    Page<Alias> page = Page.of(listed, call.params());
    ArrayNode aliases = Json.array();
    page.items().forEach(alias -> aliases.add(describe(alias)));
    return page.describe(Json.object().set("Aliases", aliases));
  }

  private static ObjectNode describe(Alias alias) {
    return Json.object()
        .put("AliasName", alias.name())
        .put("AliasArn", alias.arn())
        .put("TargetKeyId", alias.keyArn().substring(alias.keyArn().lastIndexOf('/') + 1))
        .put("CreationDate", KeyOperations.seconds(alias.createdAt()))
        .put("LastUpdatedDate", KeyOperations.seconds(alias.updatedAt()));
  }

  private String name(Invocation call) {
    String name = call.params().require("AliasName");
    if (name.startsWith("alias/aws/")) {
      throw AwsError.sender("NotAuthorizedException", "alias/aws/ is reserved for AWS");
    }
    if (!NAME.matcher(name).matches()) {
      throw AwsError.sender(
          "InvalidAliasNameException", "Alias names are alias/ and A-Z a-z 0-9 / _ -");
    }
    return name;
  }

  private Key target(Invocation call) {
    String id = call.params().require("TargetKeyId");
    Key key =
        store
            .find(id, call.caller().account(), call.region())
            .filter(k -> k.identity.account().equals(call.caller().account()))
            .orElseThrow(() -> KmsErrors.notFound("Key", id));
    call.concerns(key.arn());
    return key;
  }

  private Alias existing(Invocation call, String name) {
    return store
        .alias(arn(call, name))
        .orElseThrow(() -> KmsErrors.notFound("Alias", arn(call, name)));
  }

  private String arn(Invocation call, String name) {
    return store.arn(call.caller().account(), call.region(), name);
  }

  /** Both the alias, by the identity policy, and the key have to allow it. */
  private void check(Invocation call, String action, String name, Key key) {
    guard.checkIdentity(call, action, arn(call, name));
    guard.check(call, action, key);
  }

  private static void requireNotPendingDeletion(Key key) {
    if (key.state.latest() == KeyState.PENDING_DELETION) {
      throw KmsErrors.invalidState(key);
    }
  }

  private void requireRoom(Key key) {
    long count = store.aliases().stream().filter(a -> a.keyArn().equals(key.arn())).count();
    if (count >= MAX_PER_KEY) {
      throw KmsErrors.limit("A key can have at most 50 aliases");
    }
  }
}
