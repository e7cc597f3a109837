package dev.keyway.cli;

import dev.keyway.policy.ContextValue;
import dev.keyway.policy.JsonValue;
import dev.keyway.policy.Request;

/** Writes a request as {@link RequestReader} takes it. */
final class RequestWriter {
  private RequestWriter() {}

  static JsonValue json(Request request) {
    var context = new JsonObject();
    request
        .context()
        .stated()
        .forEach((key, value) -> context.put(key, ContextReader.write(value)));
    var json =
        new JsonObject()
            .put("principal", request.caller().display())
            .put("action", request.action())
            .put("resource", request.resourceArn())
            .put("context", context.build());
    if (request.context().unstated() instanceof ContextValue.Unknown) {
      json.put("otherKeys", "unknown");
    }
    return json.build();
  }
}
