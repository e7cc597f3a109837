package dev.keyway.aws.sdk;

import static dev.keyway.aws.sdk.SdkAwsFixture.KEY_ARN;
import static dev.keyway.aws.sdk.SdkAwsFixture.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyway.aws.AwsCall;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.NewKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallListenerTest {
  private static final NewKey NEW_KEY = new NewKey("", "{}", Map.of());
  private static final String CREATED =
      "{\"KeyMetadata\":{\"Arn\":\"%s\",\"KeyId\":\"k\",\"KeyState\":\"Enabled\",\"KeyManager\":\"CUSTOMER\",\"CreationDate\":1767225600.5}}"
          .formatted(KEY_ARN);

  private final SdkAwsFixture fixture = new SdkAwsFixture();
  private final ScriptedAws server = fixture.server;
  private final KeyService keys = fixture.aws.keys(REGION);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void listenersHearOfEachRequestWithItsId() {
    server.then(
        ScriptedAws.jsonError(500, "KMSInternalException", "oops"),
        ScriptedAws.json("req-2", "{}"),
        ScriptedAws.json("req-3", CREATED),
        ScriptedAws.jsonError(400, "NotFoundException", "gone"));
    keys.putPolicy(KEY_ARN, "{}");
    keys.create(NEW_KEY);
    var _ = keys.describe("alias/a");

    assertThat(fixture.calls)
        .extracting(AwsCall::operation, AwsCall::resource, AwsCall::mutating, AwsCall::requestId)
        .containsExactly(
            tuple("PutKeyPolicy", KEY_ARN, true, "req-failed"),
            tuple("PutKeyPolicy", KEY_ARN, true, "req-2"),
            tuple("CreateKey", KEY_ARN, true, "req-3"),
            tuple("DescribeKey", "alias/a", false, "req-failed"));
    assertThat(fixture.calls)
        .extracting(call -> call.failure() == null ? "ok" : call.failure().cause().name())
        .containsExactly("SERVICE_ERROR", "ok", "ok", "NOT_FOUND");
    assertThat(fixture.calls)
        .allMatch(call -> call.service().equals("kms") && call.region().equals(REGION));
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    server.then(ScriptedAws.json("r1", "{}"));
    try (var aws =
        new SdkAws(
            fixture.config(server.address()),
            List.of(
                _ -> {
                  throw new IllegalStateException("broken listener");
                },
                fixture.calls::add))) {
      aws.keys(REGION).enable(KEY_ARN);
    }

    assertThat(fixture.calls).hasSize(1);
  }
}
