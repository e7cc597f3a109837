package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The control API and the process's configuration. */
class ControlApiTest {

  private final Aws aws = Aws.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    aws.close();
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(aws.local.endpoint().resolve("/_local/" + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void callsDeliveriesAndStateCanBeRead() throws IOException, InterruptedException {
    Channel channel = new Channel(aws);
    channel.keyPolicy(Aws.keyRoot(Aws.A));
    channel.publish("lost");
    assertThat(send("GET", "calls", "").body()).contains("\"operation\":\"PutKeyPolicy\"");
    assertThat(send("GET", "calls?since=9999", "").body()).isEqualTo("{\"calls\":[]}");
    assertThat(send("GET", "deliveries", "").body()).contains("KMS.AccessDeniedException");
    assertThat(send("GET", "state?account=111111111111&region=eu-central-1", "").body())
        .contains(channel.key, Channel.QUEUE, Channel.TOPIC);
    assertThat(send("DELETE", "calls", "").statusCode()).isEqualTo(200);
    assertThat(aws.local.calls().all()).isEmpty();
  }

  @Test
  void faultsAreScriptedAndCleared() throws IOException, InterruptedException {
    send("POST", "faults", "{\"operation\":\"ListQueues\",\"effect\":\"Throttle\",\"times\":9}");
    assertThatThrownBy(() -> aws.sqs().listQueues()).isInstanceOf(SqsException.class);
    send("DELETE", "faults", "");
    aws.sqs().listQueues();
    assertThat(send("POST", "faults", "{\"effect\":\"Nonsense\"}").statusCode()).isEqualTo(400);
    assertThat(send("POST", "nowhere", "{}").statusCode()).isEqualTo(404);
    assertThat(send("POST", "faults", "{").statusCode()).isEqualTo(400);
  }

  @Test
  void timeIsMovedAndRolesComeAndGo() throws IOException, InterruptedException {
    assertThat(send("POST", "clock/advance", "{\"seconds\":90}").body())
        .contains("2026-01-01T00:01:30Z");
    assertThat(
            send(
                    "POST",
                    "roles",
                    "{\"account\":\"111111111111\",\"name\":\"new\",\"policy\":{\"Version\":"
                        + "\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "\"sqs:ListQueues\",\"Resource\":\"*\"}]}}")
                .body())
        .contains("AKIA_111111111111_role_new", "AROA");
    aws.sqs(Aws.A, "new").listQueues();
    assertThatThrownBy(() -> aws.sqs(Aws.A, "new").createQueue(r -> r.queueName("q")))
        .isInstanceOf(SqsException.class);
    send("DELETE", "roles?account=111111111111&name=new", "");
    assertThatThrownBy(() -> aws.sqs(Aws.A, "new").listQueues()).isInstanceOf(SqsException.class);
  }

  @Test
  void theProcessReadsItsArguments(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("aws.json");
    Files.writeString(
        file,
        """
        {"accounts": [{"id": "111111111111",
          "roles": [{"name": "keyway", "trust": {"Version": "2012-10-17", "Statement":
             {"Effect": "Allow", "Principal": {"AWS": "222222222222"},
              "Action": "sts:AssumeRole"}}}],
          "users": [{"name": "alice"}]}, {"id": "222222222222"}],
         "readDelayMillis": 5, "clock": "2026-02-03T04:05:06Z"}""");
    LocalAwsConfig config = Main.config(new String[] {"--port", "0", "--config", file.toString()});
    try (LocalAws started = LocalAws.start(config)) {
      assertThat(started.accounts().role(Aws.roleArn(Aws.A, "keyway"))).isPresent();
      assertThat(started.clock().instant()).isEqualTo("2026-02-03T04:05:06Z");
    }
    assertThatThrownBy(() -> Main.config(new String[] {"--what", "x"}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
