package dev.keyway.awslocal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.call.Desk;
import dev.keyway.awslocal.call.Desk.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One loopback port for all services. */
public final class HttpFront implements AutoCloseable {

  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Desk desk;

  static {
    // headers and body go out in two writes: Nagle's algorithm would hold the second back for 40 ms
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Binds the port, 0 for any. Nothing is answered before {@link #start}. */
  public HttpFront(Desk desk, int port) throws IOException {
    this.desk = desk;
    server = HttpServer.create(new InetSocketAddress(loopback(), port), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
  }

  /** Adds a handler for paths of another kind. */
  public void mount(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  public void start() {
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!desk.isUnreachable()) {
        handle(exchange, body);
      }
    }
  }

  private void handle(HttpExchange exchange, byte[] body) throws IOException {
    Optional<WireRequest> wire;
    try {
      wire = WireRequest.read(exchange.getRequestHeaders(), body);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      send(exchange, 400, "text/plain", "the request cannot be read: " + e.getMessage() + '\n');
      return;
    }
    if (wire.isEmpty()) {
      send(exchange, 404, "text/plain", "no AWS service of this kind here\n");
      return;
    }
    answer(exchange, wire.get(), desk.call(wire.get().request()));
  }

  private static void answer(HttpExchange exchange, WireRequest wire, Answer answer)
      throws IOException {
    String requestId = UUID.randomUUID().toString();
    exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
    switch (wire.protocol()) {
      case WireRequest.Protocol.AwsJson json -> json(exchange, json, answer);
      case WireRequest.Protocol.Query query ->
          query(exchange, query, wire.request().operation(), answer, requestId);
    }
  }

  private static void json(
      HttpExchange exchange, WireRequest.Protocol.AwsJson protocol, Answer answer)
      throws IOException {
    String type = "application/x-amz-json-" + protocol.version();
    switch (answer) {
      case Answer.Success(ObjectNode result) -> send(exchange, 200, type, Json.write(result));
      case Answer.Failure(AwsError error) -> {
        ObjectNode body = Json.object();
        body.put("__type", protocol.errorPrefix() + error.code()).put("message", error.message());
        if (!protocol.errorPrefix().isEmpty()) {
          exchange
              .getResponseHeaders()
              .set("x-amzn-query-error", error.queryCode() + ';' + error.fault());
        }
        send(exchange, error.status(), type, Json.write(body));
      }
      case Answer.Silence() -> {}
    }
  }

  private static void query(
      HttpExchange exchange,
      WireRequest.Protocol.Query protocol,
      String operation,
      Answer answer,
      String requestId)
      throws IOException {
    switch (answer) {
      case Answer.Success(ObjectNode result) ->
          send(
              exchange,
              200,
              "text/xml",
              XmlAnswer.success(protocol.namespace(), operation, result, requestId));
      case Answer.Failure(AwsError error) ->
          send(
              exchange,
              error.status(),
              "text/xml",
              XmlAnswer.failure(protocol.namespace(), error, requestId));
      case Answer.Silence() -> {}
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
