package dev.keyway.aws.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server on loopback that answers one request after the other as it was told to. */
final class ScriptedAws implements AutoCloseable {
  private static final String SNS_NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<Received> received = new ArrayList<>();

  ScriptedAws() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A request as it arrived; the client's port stands for the connection. */
  record Received(String operation, String body, String userAgent, int connection) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Map<String, String> form() {
      return parameters(body);
    }
  }

  /** What to do with a request. */
  @FunctionalInterface
  interface Answer {
    void give(HttpExchange exchange, CountDownLatch closing) throws IOException;
  }

  /** Close the connection after the request was read. */
  static Answer hangUp() {
    return (exchange, _) -> exchange.close();
  }

  /** Say nothing until the test ends. */
  static Answer hang() {
    return (exchange, closing) -> {
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  static Answer json(String requestId, String body) {
    return (exchange, _) -> send(exchange, 200, requestId, body, null);
  }

  static Answer jsonError(int status, String code, String message) {
    return (exchange, _) ->
        send(
            exchange,
            status,
            "req-failed",
            "{\"__type\":\"com.amazonaws#%s\",\"message\":\"%s\"}".formatted(code, message),
            null);
  }

  /** An error of SQS, whose JSON protocol carries the old code in a header. */
  static Answer sqsError(String shape, String legacyCode, String message) {
    return (exchange, _) ->
        send(
            exchange,
            400,
            "req-failed",
            "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"%s\"}".formatted(shape, message),
            legacyCode + ";Sender");
  }

  static Answer xml(String operation, String requestId, String result) {
    String body =
        "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult><ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata></%1$sResponse>"
            .formatted(operation, SNS_NAMESPACE, result, requestId);
    return (exchange, _) -> send(exchange, 200, requestId, body, null);
  }

  static Answer xmlError(int status, String code, String message) {
    String body =
        "<ErrorResponse xmlns=\"%s\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>req-failed</RequestId></ErrorResponse>"
            .formatted(SNS_NAMESPACE, code, message);
    return (exchange, _) -> send(exchange, status, "req-failed", body, null);
  }

  /** Append answers to the script. */
  synchronized ScriptedAws then(Answer... answers) {
    script.addAll(Arrays.asList(answers));
    return this;
  }

  /** Return every request so far. */
  synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** Return the only request so far. */
  Received only() {
    List<Received> all = received();
    if (all.size() != 1) {
      throw new AssertionError("expected one request: " + all);
    }
    return all.getFirst();
  }

  List<String> operations() {
    return received().stream().map(Received::operation).toList();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer answer;
    synchronized (this) {
      received.add(
          new Received(
              operation(exchange, body),
              body,
              exchange.getRequestHeaders().getFirst("User-Agent"),
              exchange.getRemoteAddress().getPort()));
      answer = script.isEmpty() ? jsonError(500, "ScriptEnded", "no answer") : script.removeFirst();
    }
    answer.give(exchange, closing);
  }

  private static String operation(HttpExchange exchange, String body) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    return target != null
        ? target.substring(target.indexOf('.') + 1)
        : parameters(body).getOrDefault("Action", "?");
  }

  private static Map<String, String> parameters(String body) {
    var parameters = new TreeMap<String, String>();
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static void send(
      HttpExchange exchange, int status, String requestId, String body, @Nullable String queryError)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
    if (queryError != null) {
      exchange.getResponseHeaders().set("x-amzn-query-error", queryError);
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    executor.close();
  }
}
