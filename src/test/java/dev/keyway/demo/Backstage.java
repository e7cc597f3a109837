package dev.keyway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the local AWS tells about itself, and AWS hides or charges for. */
final class Backstage {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI endpoint;
  private final HttpClient http = HttpClient.newHttpClient();

  Backstage(URI endpoint) {
    this.endpoint = endpoint;
  }

  URI endpoint() {
    return endpoint;
  }

  /** Return the calls after that one, oldest first. */
  List<JsonNode> calls(long since) {
    return get("calls?since=" + since).path("calls").valueStream().toList();
  }

  /** Return the number of the last call. */
  long lastCall() {
    var calls = calls(0);
    return calls.isEmpty() ? 0 : calls.getLast().path("sequence").asLong();
  }

  /** Return what became of a message, in the words of SNS's delivery log. */
  JsonNode delivery(String messageId) {
    Predicate<JsonNode> ofMessage = d -> d.path("messageId").asText().equals(messageId);
    return Waiting.forResult(
        "a line about message " + messageId + " in the delivery log",
        SOON,
        () -> get("deliveries").path("deliveries").valueStream().filter(ofMessage).findFirst());
  }

  /** Return keys, topics and queues of an account, past all permissions. */
  JsonNode state(String account) {
    return get("state?account=" + account + "&region=" + Person.REGION);
  }

  /** Return the answer, empty when there is none with status 200. */
  static Optional<String> probe(HttpClient client, URI uri) {
    try {
      var request = HttpRequest.newBuilder(uri).timeout(SOON).build();
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Interrupted.", e);
    }
  }

  private JsonNode get(String path) {
    var uri = endpoint.resolve("/_local/" + path);
    var answer = probe(http, uri).orElseThrow(() -> new DemoFailure("No answer from " + uri + "."));
    try {
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
