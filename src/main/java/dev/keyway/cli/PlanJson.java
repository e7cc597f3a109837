package dev.keyway.cli;

import dev.keyway.dryrun.AwsObject;
import dev.keyway.dryrun.Environment;
import dev.keyway.dryrun.Forecast;
import dev.keyway.dryrun.Waiting;
import dev.keyway.grants.Access;
import dev.keyway.policy.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A forecast for programs. */
final class PlanJson {
  private PlanJson() {}

  static JsonValue of(
      Forecast forecast, Environment environment, List<String> ignored, String result) {
    return new JsonObject()
        .put("result", result)
        .put("account", environment.account())
        .put("region", environment.region())
        .putAll("objects", forecast.objects().stream().map(PlanJson::object).toList())
        .put("assumed", forecast.assumed())
        .putAll("keyStatements", KeyStatementText.json(forecast.keyStatements()))
        .putAll("waiting", forecast.waiting().stream().map(PlanJson::waiting).toList())
        .putAll("unwritten", forecast.unwritten().stream().map(UnwrittenText::json).toList())
        .putAll("access", Access.of(forecast.held()).stream().map(AccessJson::of).toList())
        .put("ignored", ignored)
        .build();
  }

  private static JsonObject object(AwsObject object) {
    var json =
        new JsonObject()
            .put("type", object.type().words())
            .put("arn", object.arn())
            .put("object", object.owner())
            .put("namespace", object.namespace())
            .put("adopted", literal(object.adopted()))
            .put("attributes", map(PlannedObject.attributes(object)))
            .put("tags", map(object.tags()));
    PlannedObject.policy(object).ifPresent(policy -> policy(json, object, policy));
    return json;
  }

  // Of one that is taken over, the statements of others are not known, nor the size.
  private static void policy(JsonObject json, AwsObject object, PlannedObject.Policy policy) {
    json.put("policy", policy.json());
    if (!object.adopted()) {
      var limits = PlannedObject.limits(object).orElseThrow();
      json.put("policyBytes", JsonObject.number(policy.document().sizeInBytes()))
          .put("policyBytesLimit", JsonObject.number(limits.bytes()));
    }
  }

  private static JsonObject waiting(Waiting waiting) {
    return new JsonObject()
        .put("object", waiting.object())
        .put("namespace", waiting.namespace())
        .put("reason", waiting.reason())
        .put("message", waiting.message())
        .put("onReference", literal(waiting.onReference()))
        .put("ready", literal(waiting.ready()));
  }

  private static JsonValue literal(boolean value) {
    return new JsonValue.Literal(Boolean.toString(value));
  }

  private static JsonValue map(Map<String, String> map) {
    var json = new JsonObject();
    new TreeMap<>(map).forEach(json::put);
    return json.build();
  }
}
