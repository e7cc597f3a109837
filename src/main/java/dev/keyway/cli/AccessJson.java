package dev.keyway.cli;

import dev.keyway.grants.Access;
import dev.keyway.grants.Held;
import dev.keyway.policy.JsonValue;

/** Who has which access, for programs. */
final class AccessJson {
  private AccessJson() {}

  static JsonObject of(Access access) {
    return new JsonObject()
        .put("principal", access.principal())
        .put("account", access.account())
        .putAll("grants", access.held().stream().map(AccessJson::held).toList())
        .put(
            "toAdd",
            access
                .toAdd()
                .map(policy -> PlannedObject.json(policy.toJson()))
                .orElseGet(JsonValue.Null::new));
  }

  private static JsonObject held(Held held) {
    return new JsonObject()
        .put("object", held.grant().asker())
        .put("namespace", held.namespace())
        .put("resource", held.resourceArn())
        .put("actions", held.grant().group().actions())
        .put("conditions", AccessText.conditions(held));
  }
}
