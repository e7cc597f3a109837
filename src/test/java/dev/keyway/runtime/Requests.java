package dev.keyway.runtime;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a client asked of the API server. */
final class Requests implements Interceptor {
  /** One request. */
  record Request(String method, String path, boolean watch) {}

  private final List<Request> seen = new CopyOnWriteArrayList<>();

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    var query = Objects.requireNonNullElse(request.uri().getQuery(), "");
    seen.add(new Request(request.method(), request.uri().getPath(), query.contains("watch=true")));
  }

  /** All requests but those that only read. */
  List<Request> writes() {
    return seen.stream().filter(request -> !request.method().equals("GET")).toList();
  }

  /** The watches that were asked for. */
  List<Request> watches() {
    return seen.stream().filter(Request::watch).toList();
  }

  List<Request> all() {
    return List.copyOf(seen);
  }

  void forget() {
    seen.clear();
  }
}
