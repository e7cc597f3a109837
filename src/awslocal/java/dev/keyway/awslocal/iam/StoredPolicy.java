package dev.keyway.awslocal.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A policy at rest. AWS stores principals by unique id: a policy that named a role reads back with
 * {@code AROA…} once the role is gone, and a role made anew has no part in it ("unknown principal
 * format", AWS knowledge center).
 *
 * @param text as read back while all principals exist
 * @param bindings the unique id behind each role, user or session ARN when the policy was written
 */
public record StoredPolicy(String text, PolicyDocument document, Map<String, String> bindings) {

  /** The text that AWS reads back now: principals that are gone by their unique ids. */
  public String textAsRead(Accounts accounts) {
    Map<String, String> gone = new HashMap<>(bindings);
    gone.entrySet().removeIf(e -> Optional.of(e.getValue()).equals(accounts.uniqueId(e.getKey())));
    if (gone.isEmpty()) {
      return text;
    }
    ObjectNode read = Json.readObject(text).orElseThrow();
    JsonNode statements = read.path("Statement");
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      replace(statement.path("Principal"), gone);
      replace(statement.path("NotPrincipal"), gone);
    }
    return Json.write(read);
  }

  private static void replace(JsonNode principal, Map<String, String> gone) {
    if (!(principal instanceof ObjectNode byKind) || !byKind.has("AWS")) {
      return;
    }
    switch (byKind.get("AWS")) {
      case ArrayNode names ->
          IntStream.range(0, names.size())
              .forEach(i -> names.set(i, shown(names.get(i).asText(), gone)));
      case JsonNode name -> byKind.put("AWS", shown(name.asText(), gone));
    }
  }

  private static String shown(String name, Map<String, String> gone) {
    return gone.getOrDefault(name, name);
  }
}
