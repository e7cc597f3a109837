package dev.keyway.aws.sdk;

import static dev.keyway.aws.sdk.SdkAwsFixture.KEY_ARN;
import static dev.keyway.aws.sdk.SdkAwsFixture.REGION;
import static dev.keyway.aws.sdk.SdkAwsFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.NewKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkKeyServiceTest {
  private final SdkAwsFixture fixture = new SdkAwsFixture();
  private final ScriptedAws server = fixture.server;
  private final KeyService keys = fixture.aws.keys(REGION);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void describesAKey() {
    server.then(
        ScriptedAws.json(
            "r",
            """
            {"KeyMetadata":{"Arn":"%s","KeyId":"k","KeyState":"PendingDeletion","KeyManager":"CUSTOMER",
             "CreationDate":1767225600,"DeletionDate":1769817600}}
            """
                .formatted(KEY_ARN)));

    assertThat(keys.describe("alias/a"))
        .contains(
            new KeyDescription(
                KEY_ARN,
                KeyDescription.PENDING_DELETION,
                "",
                "CUSTOMER",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-31T00:00:00Z")));
    assertThat(server.only().json().get("KeyId").asText()).isEqualTo("alias/a");
  }

  @Test
  void passesOnAStateThatTheSdkDoesNotKnow() {
    server.then(
        ScriptedAws.json(
            "r",
            "{\"KeyMetadata\":{\"Arn\":\"%s\",\"KeyId\":\"k\",\"KeyState\":\"OfTomorrow\",\"KeyManager\":\"AWS\",\"CreationDate\":1}}"
                .formatted(KEY_ARN)));

    assertThat(keys.describe(KEY_ARN).orElseThrow().state()).isEqualTo("OfTomorrow");
  }

  @Test
  void whatIsMissingIsEmpty() {
    IntStream.range(0, 4)
        .forEach(_ -> server.then(ScriptedAws.jsonError(400, "NotFoundException", "no key")));

    assertThat(keys.describe(KEY_ARN)).isEmpty();
    assertThat(keys.policy(KEY_ARN)).isEmpty();
    assertThat(keys.rotation(KEY_ARN)).isEmpty();
    assertThat(keys.tags(KEY_ARN)).isEmpty();
  }

  @Test
  void readsThePolicyAsItIsKept() {
    server.then(ScriptedAws.json("r", "{\"Policy\":\"{ \\\"a\\\" : 1 }\"}"));

    assertThat(keys.policy(KEY_ARN)).contains("{ \"a\" : 1 }");
    assertThat(server.only().json().get("PolicyName").asText()).isEqualTo("default");
  }

  @Test
  void readsRotation() {
    server.then(
        ScriptedAws.json("r", "{\"KeyRotationEnabled\":true,\"RotationPeriodInDays\":365}"),
        ScriptedAws.json("r", "{\"KeyRotationEnabled\":false}"));

    assertThat(keys.rotation(KEY_ARN)).contains(new KeyRotationStatus(true, 365));
    assertThat(keys.rotation(KEY_ARN)).contains(new KeyRotationStatus(false, null));
  }

  @Test
  void readsAllPagesOfTags() {
    server.then(
        ScriptedAws.json(
            "r",
            "{\"Tags\":[{\"TagKey\":\"a\",\"TagValue\":\"1\"}],\"Truncated\":true,\"NextMarker\":\"m\"}"),
        ScriptedAws.json(
            "r", "{\"Tags\":[{\"TagKey\":\"b\",\"TagValue\":\"2\"}],\"Truncated\":false}"));

    assertThat(keys.tags(KEY_ARN)).contains(Map.of("a", "1", "b", "2"));
    assertPaged("m");
  }

  @Test
  void readsAllPagesOfAliases() {
    server.then(
        ScriptedAws.json(
            "r",
            "{\"Aliases\":[{\"AliasName\":\"alias/a\"}],\"Truncated\":true,\"NextMarker\":\"m\"}"),
        ScriptedAws.json("r", "{\"Aliases\":[{\"AliasName\":\"alias/b\"}]}"));

    assertThat(keys.aliases(KEY_ARN)).containsExactly("alias/a", "alias/b");
    assertThat(server.received().getFirst().json().get("KeyId").asText()).isEqualTo(KEY_ARN);
    assertPaged("m");
  }

  @Test
  void readsAllPagesOfKeys() {
    server.then(
        ScriptedAws.json(
            "r", "{\"Keys\":[{\"KeyArn\":\"arn:1\"}],\"Truncated\":true,\"NextMarker\":\"m\"}"),
        ScriptedAws.json("r", "{\"Keys\":[{\"KeyArn\":\"arn:2\"}],\"Truncated\":false}"));

    assertThat(keys.list()).containsExactly("arn:1", "arn:2");
    assertPaged("m");
  }

  @Test
  void createsASymmetricKeyWithPolicyAndTagsAndNeverWaivesTheLockoutCheck() {
    server.then(
        ScriptedAws.json(
            "r",
            "{\"KeyMetadata\":{\"Arn\":\"%s\",\"KeyId\":\"k\",\"KeyState\":\"Enabled\",\"KeyManager\":\"CUSTOMER\",\"CreationDate\":1,\"Description\":\"d\"}}"
                .formatted(KEY_ARN)));

    assertThat(keys.create(new NewKey("d", "{}", Map.of("team", "a"))).description())
        .isEqualTo("d");
    JsonNode body = server.only().json();
    assertThat(body.get("KeySpec").asText()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(body.get("KeyUsage").asText()).isEqualTo("ENCRYPT_DECRYPT");
    assertThat(body.get("Policy").asText()).isEqualTo("{}");
    assertThat(body.get("Tags").toString()).isEqualTo("[{\"TagKey\":\"team\",\"TagValue\":\"a\"}]");
    assertThat(body.has("BypassPolicyLockoutSafetyCheck")).isFalse();
  }

  @Test
  void putsThePolicyWithTheLockoutCheck() {
    server.then(
        ScriptedAws.json("r", "{}"),
        ScriptedAws.jsonError(400, "MalformedPolicyDocumentException", "invalid principals"));

    keys.putPolicy(KEY_ARN, "{}");

    assertThat(server.only().json().get("PolicyName").asText()).isEqualTo("default");
    assertThat(server.only().json().has("BypassPolicyLockoutSafetyCheck")).isFalse();
    assertThat(failureOf(() -> keys.putPolicy(KEY_ARN, "{}")).cause())
        .isEqualTo(Cause.POLICY_REFUSED);
  }

  @Test
  void everyOtherWriteIsTheOperationOfItsName() {
    IntStream.range(0, 12).forEach(_ -> server.then(ScriptedAws.json("r", "{}")));

    keys.updateDescription(KEY_ARN, "d");
    keys.enable(KEY_ARN);
    keys.disable(KEY_ARN);
    keys.enableRotation(KEY_ARN, 90);
    keys.disableRotation(KEY_ARN);
    keys.scheduleDeletion(KEY_ARN, 7);
    keys.cancelDeletion(KEY_ARN);
    keys.createAlias("alias/a", KEY_ARN);
    keys.updateAlias("alias/a", KEY_ARN);
    keys.deleteAlias("alias/a");
    keys.tag(KEY_ARN, Map.of("a", "b"));
    keys.untag(KEY_ARN, List.of("a"));

    assertThat(server.operations())
        .containsExactly(
            "UpdateKeyDescription",
            "EnableKey",
            "DisableKey",
            "EnableKeyRotation",
            "DisableKeyRotation",
            "ScheduleKeyDeletion",
            "CancelKeyDeletion",
            "CreateAlias",
            "UpdateAlias",
            "DeleteAlias",
            "TagResource",
            "UntagResource");
    assertThat(body(3).get("RotationPeriodInDays").asInt()).isEqualTo(90);
    assertThat(body(5).get("PendingWindowInDays").asInt()).isEqualTo(7);
    assertThat(body(7).get("TargetKeyId").asText()).isEqualTo(KEY_ARN);
    assertThat(body(11).get("TagKeys").toString()).isEqualTo("[\"a\"]");
    assertThat(fixture.calls).allMatch(call -> call.mutating() && call.failure() == null);
  }

  @Test
  void deletingAMissingAliasIsSuccess() {
    server.then(ScriptedAws.jsonError(400, "NotFoundException", "no alias"));

    keys.deleteAlias("alias/a");

    assertThat(server.only().operation()).isEqualTo("DeleteAlias");
  }

  private JsonNode body(int index) {
    return server.received().get(index).json();
  }

  private void assertPaged(String marker) {
    assertThat(server.received()).hasSize(2);
    assertThat(body(0).has("Marker")).isFalse();
    assertThat(body(1).get("Marker").asText()).isEqualTo(marker);
  }
}
