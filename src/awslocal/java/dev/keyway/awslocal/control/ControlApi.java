package dev.keyway.awslocal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.CallLog;
import dev.keyway.awslocal.call.Faults;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.PolicyProblem;
import dev.keyway.awslocal.iam.RoleSpec;
import dev.keyway.awslocal.sns.DeliveryLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** JSON over HTTP under {@code /_local/}, described in {@code docs/local-aws.md}. */
public final class ControlApi implements HttpHandler {

  /** The path it is mounted at. */
  public static final String PATH = "/_local/";

  private final CallLog calls;
  private final DeliveryLog deliveries;
  private final Faults faults;
  private final Timing timing;
  private final Accounts accounts;
  private final Map<String, Function<ObjectNode, JsonNode>> routes = new HashMap<>();

  /** Controls these. */
  public ControlApi(
      CallLog calls,
      DeliveryLog deliveries,
      Faults faults,
      Timing timing,
      Accounts accounts,
      LocalState state) {
    this.calls = calls;
    this.deliveries = deliveries;
    this.faults = faults;
    this.timing = timing;
    this.accounts = accounts;
    routes.put("GET health", input -> Json.object().put("status", "UP"));
    routes.put("GET calls", this::listCalls);
    routes.put("DELETE calls", input -> done(calls::clear));
    routes.put("GET deliveries", this::listDeliveries);
    routes.put("DELETE deliveries", input -> done(deliveries::clear));
    routes.put("POST faults", input -> done(() -> faults.add(FaultReader.read(input))));
    routes.put("DELETE faults", input -> done(faults::clear));
    routes.put("POST unreachable", this::unreachable);
    routes.put("GET clock", input -> clock());
    routes.put("POST clock/advance", this::advance);
    routes.put("POST delays", this::delays);
    routes.put("POST roles", this::putRole);
    routes.put("DELETE roles", this::deleteRole);
    routes.put("GET state", new StateReport(state)::report);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(PATH.length());
      Function<ObjectNode, JsonNode> route = routes.get(exchange.getRequestMethod() + ' ' + path);
      if (route == null) {
        send(exchange, 404, problem("no such path; see docs/local-aws.md"));
      } else {
        answer(exchange, route);
      }
    }
  }

  private static void answer(HttpExchange exchange, Function<ObjectNode, JsonNode> route)
      throws IOException {
    JsonNode answer;
    try {
      answer = route.apply(input(exchange));
    } catch (PolicyProblem | IllegalArgumentException | UncheckedIOException e) {
      send(exchange, 400, problem(String.valueOf(e.getMessage())));
      return;
    }
    send(exchange, 200, answer);
  }

  private static ObjectNode problem(String text) {
    return Json.object().put("error", text);
  }

  /** The body's JSON object, and what the query string says, in one. */
  private static ObjectNode input(HttpExchange exchange) throws IOException {
    ObjectNode input = Json.object();
    String query = exchange.getRequestURI().getQuery();
    if (query != null) {
      for (String pair : query.split("&")) {
        String[] parts = pair.split("=", 2);
        input.put(parts[0], parts.length > 1 ? parts[1] : "");
      }
    }
    if (Json.read(exchange.getRequestBody().readAllBytes()) instanceof ObjectNode body) {
      input.setAll(body);
    }
    return input;
  }

  private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    byte[] bytes = Json.write(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static ObjectNode done(Runnable action) {
    action.run();
    return Json.object().put("done", true);
  }

  private JsonNode listCalls(ObjectNode input) {
    long since = input.path("since").asLong(0);
    ObjectNode answer = Json.object();
    var list = answer.putArray("calls");
    calls.where(call -> call.sequence() > since).forEach(c -> list.add(Reports.of(c)));
    return answer;
  }

  private JsonNode listDeliveries(ObjectNode input) {
    long since = input.path("since").asLong(0);
    ObjectNode answer = Json.object();
    var list = answer.putArray("deliveries");
    deliveries.all().stream()
        .filter(delivery -> delivery.sequence() > since)
        .forEach(delivery -> list.add(Reports.of(delivery)));
    return answer;
  }

  private JsonNode unreachable(ObjectNode input) {
    long seconds = input.path("seconds").asLong();
    return done(() -> faults.unreachableUntil(timing.now().plusSeconds(seconds)));
  }

  private ObjectNode clock() {
    return Json.object().put("now", timing.now().toString());
  }

  private JsonNode advance(ObjectNode input) {
    timing.clock().advance(Duration.ofMillis((long) (input.path("seconds").asDouble() * 1000)));
    return clock();
  }

  private JsonNode delays(ObjectNode input) {
    if (input.has("readMillis")) {
      timing.readDelay(Duration.ofMillis(input.path("readMillis").asLong()));
    }
    if (input.has("effectMillis")) {
      timing.effectDelay(Duration.ofMillis(input.path("effectMillis").asLong()));
    }
    return Json.object().put("done", true);
  }

  private JsonNode putRole(ObjectNode input) {
    var role = RoleSpec.read(input.path("account").asText(), input).put(accounts);
    return Json.object()
        .put("arn", role.arn())
        .put("id", role.id())
        .put("accessKeyId", "AKIA_" + role.account() + "_role_" + role.name());
  }

  private JsonNode deleteRole(ObjectNode input) {
    return done(
        () -> accounts.deleteRole(input.path("account").asText(), input.path("name").asText()));
  }
}
