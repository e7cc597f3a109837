package dev.keyway.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** A connect time-out and a read time-out are the same exception; only the body tells. */
class TransmissionTest {
  @Test
  void aClientThatNeverConnectsHasSentNothing() {
    var transmission = new Transmission();

    send(transmission, new TimingOut(false), true);

    assertThat(transmission.begun()).isFalse();
  }

  @Test
  void aClientThatTookTheBodyMayHaveSentIt() {
    var transmission = new Transmission();

    send(transmission, new TimingOut(true), true);

    assertThat(transmission.begun()).isTrue();
  }

  @Test
  void ofARequestWithoutABodyNothingCanBeTold() {
    var transmission = new Transmission();

    send(transmission, new TimingOut(false), false);

    assertThat(transmission.begun()).isTrue();
  }

  private static void send(Transmission transmission, SdkHttpClient client, boolean body) {
    var request = HttpExecuteRequest.builder().request(post());
    if (body) {
      request.contentStreamProvider(ContentStreamProvider.fromUtf8String("{}"));
    }
    try (var telling = Transmission.telling(client)) {
      boolean timedOut =
          transmission.watch(() -> timesOut(telling.prepareRequest(request.build())));
      assertThat(timedOut).isTrue();
    }
  }

  private static boolean timesOut(ExecutableHttpRequest request) {
    try {
      request.call();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SdkHttpFullRequest post() {
    return SdkHttpFullRequest.builder()
        .method(SdkHttpMethod.POST)
        .uri(URI.create("http://127.0.0.1"))
        .build();
  }

  /** A client whose time-out strikes before or after it has read the body. */
  private record TimingOut(boolean readsBody) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          if (readsBody) {
            try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
              body.readAllBytes();
            }
          }
          throw new SocketTimeoutException("timed out");
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
