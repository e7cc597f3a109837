package dev.keyway.aws.sdk;

import java.util.function.Supplier;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Whether any of a request's body went out. Exceptions do not tell: a connect time-out and a read
 * time-out have the same class, and the SDK's own time-out hides where it struck. But what never
 * left had no effect, and that is worth knowing for certain.
 *
 * <p>The synchronous SDK sends on the calling thread, hence the scoped value.
 */
final class Transmission {
  private static final ScopedValue<Transmission> CURRENT = ScopedValue.newInstance();

  private volatile boolean begun;

  /** Make a call and watch it. */
  <T> T watch(Supplier<T> call) {
    return ScopedValue.where(CURRENT, this).call(call::get);
  }

  /** Return whether the body, or a part of it, was handed to the network. */
  boolean begun() {
    return begun;
  }

  private void begin() {
    begun = true;
  }

  /** Return a client that does what the given one does and tells the current transmission. */
  static SdkHttpClient telling(SdkHttpClient client) {
    return new TellingClient(client);
  }

  private record TellingClient(SdkHttpClient client) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return CURRENT.isBound()
          ? client.prepareRequest(watched(request, CURRENT.get()))
          : client.prepareRequest(request);
    }

    private static HttpExecuteRequest watched(HttpExecuteRequest request, Transmission current) {
      var body = request.contentStreamProvider();
      if (body.isEmpty()) {
        current.begin();
        return request;
      }
      ContentStreamProvider content = body.get();
      HttpExecuteRequest.Builder watched =
          HttpExecuteRequest.builder()
              .request(request.httpRequest())
              .contentStreamProvider(
                  () -> {
                    current.begin();
                    return content.newStream();
                  });
      request.metricCollector().ifPresent(watched::metricCollector);
      return watched.build();
    }

    @Override
    public String clientName() {
      return client.clientName();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
