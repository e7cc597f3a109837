package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.InvalidAliasNameException;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/** Keys: states, rotation, aliases, policies, by reference/aws.md 4. */
class KeysTest {

  private final Aws aws = Aws.start();
  private final KmsClient kms = aws.kms();

  @AfterEach
  void close() {
    aws.close();
  }

  private String create() {
    return kms.createKey().keyMetadata().arn();
  }

  private String create(String state) {
    String key = create();
    switch (state) {
      case "Disabled" -> kms.disableKey(r -> r.keyId(key));
      case "PendingDeletion" -> kms.scheduleKeyDeletion(r -> r.keyId(key));
      default -> {}
    }
    return key;
  }

  private static final Map<String, BiConsumer<KmsClient, String>> CALLS =
      Map.ofEntries(
          Map.entry("DescribeKey", (kms, key) -> kms.describeKey(r -> r.keyId(key))),
          Map.entry("GetKeyPolicy", (kms, key) -> kms.getKeyPolicy(r -> r.keyId(key))),
          Map.entry(
              "PutKeyPolicy",
              (kms, key) ->
                  kms.putKeyPolicy(r -> r.keyId(key).policy(Aws.policy(Aws.keyRoot(Aws.A))))),
          Map.entry(
              "CreateAlias",
              (kms, key) -> kms.createAlias(r -> r.aliasName("alias/new").targetKeyId(key))),
          Map.entry(
              "TagResource",
              (kms, key) ->
                  kms.tagResource(
                      r -> r.keyId(key).tags(Tag.builder().tagKey("a").tagValue("b").build()))),
          Map.entry(
              "UntagResource", (kms, key) -> kms.untagResource(r -> r.keyId(key).tagKeys("a"))),
          Map.entry(
              "UpdateKeyDescription",
              (kms, key) -> kms.updateKeyDescription(r -> r.keyId(key).description("d"))),
          Map.entry("EnableKey", (kms, key) -> kms.enableKey(r -> r.keyId(key))),
          Map.entry("DisableKey", (kms, key) -> kms.disableKey(r -> r.keyId(key))),
          Map.entry(
              "ScheduleKeyDeletion", (kms, key) -> kms.scheduleKeyDeletion(r -> r.keyId(key))),
          Map.entry("CancelKeyDeletion", (kms, key) -> kms.cancelKeyDeletion(r -> r.keyId(key))),
          Map.entry("EnableKeyRotation", (kms, key) -> kms.enableKeyRotation(r -> r.keyId(key))));

  @ParameterizedTest
  @CsvSource({
    "DescribeKey, ok, ok, ok",
    "GetKeyPolicy, ok, ok, ok",
    "PutKeyPolicy, ok, ok, ok",
    "CreateAlias, ok, ok, KMSInvalidStateException",
    "TagResource, ok, ok, KMSInvalidStateException",
    "UntagResource, ok, ok, KMSInvalidStateException",
    "UpdateKeyDescription, ok, ok, KMSInvalidStateException",
    "EnableKey, ok, ok, KMSInvalidStateException",
    "DisableKey, ok, ok, KMSInvalidStateException",
    "ScheduleKeyDeletion, ok, ok, KMSInvalidStateException",
    "CancelKeyDeletion, KMSInvalidStateException, KMSInvalidStateException, ok",
    "EnableKeyRotation, ok, DisabledException, KMSInvalidStateException"
  })
  void stateTable(String call, String enabled, String disabled, String pending) {
    String[] expected = {enabled, disabled, pending};
    String[] states = {"Enabled", "Disabled", "PendingDeletion"};
    for (int i = 0; i < states.length; i++) {
      String key = create(states[i]);
      BiConsumer<KmsClient, String> body = CALLS.getOrDefault(call, (k, v) -> {});
      if (expected[i].equals("ok")) {
        assertThatCode(() -> body.accept(kms, key)).as(states[i]).doesNotThrowAnyException();
      } else {
        String code = expected[i];
        assertThatThrownBy(() -> body.accept(kms, key))
            .as(states[i])
            .satisfies(e -> assertThat(Aws.code(e)).isEqualTo(code));
      }
      kms.listAliases(r -> r.keyId(key)).aliases().stream()
          .map(AliasListEntry::aliasName)
          .forEach(name -> kms.deleteAlias(r -> r.aliasName(name)));
    }
  }

  @Test
  void aliasLeavesAPendingKeyButNeverReachesOne() {
    String pending = create();
    String other = create();
    kms.createAlias(r -> r.aliasName("alias/a").targetKeyId(pending));
    kms.createAlias(r -> r.aliasName("alias/b").targetKeyId(other));
    kms.scheduleKeyDeletion(r -> r.keyId(pending));
    kms.updateAlias(r -> r.aliasName("alias/a").targetKeyId(other));
    assertThat(kms.describeKey(r -> r.keyId("alias/a")).keyMetadata().arn()).isEqualTo(other);
    assertThatThrownBy(() -> kms.updateAlias(r -> r.aliasName("alias/b").targetKeyId(pending)))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("KMSInvalidStateException"));
  }

  @Test
  void cancelledDeletionLeavesTheKeyDisabled() {
    String key = create("PendingDeletion");
    kms.cancelKeyDeletion(r -> r.keyId(key));
    assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().keyState())
        .isEqualTo(KeyState.DISABLED);
  }

  @Test
  void afterItsWindowTheKeyAndItsAliasesAreGone() {
    String key = create();
    kms.createAlias(r -> r.aliasName("alias/a").targetKeyId(key));
    kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
    aws.local.clock().advance(Duration.ofDays(7));
    assertThatThrownBy(() -> kms.describeKey(r -> r.keyId(key)))
        .isInstanceOf(NotFoundException.class);
    assertThat(kms.listAliases().aliases()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 31})
  void windowIsSevenToThirtyDays(int days) {
    String key = create();
    assertThatThrownBy(() -> kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(days)))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("ValidationException"));
  }

  @Test
  void rotationHasAPeriodThatCanBeChangedAndANextDate() {
    String key = create();
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled()).isFalse();
    kms.enableKeyRotation(r -> r.keyId(key));
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).rotationPeriodInDays()).isEqualTo(365);
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
    var status = kms.getKeyRotationStatus(r -> r.keyId(key));
    assertThat(status.rotationPeriodInDays()).isEqualTo(90);
    assertThat(status.nextRotationDate()).isEqualTo(Aws.START.plus(Duration.ofDays(90)));
    for (int days : new int[] {89, 2561}) {
      assertThatThrownBy(() -> kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(days)))
          .isInstanceOf(KmsException.class);
    }
    kms.scheduleKeyDeletion(r -> r.keyId(key));
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled()).isFalse();
  }

  @Test
  void onlySymmetricKeysRotate() {
    String key = kms.createKey(r -> r.keySpec("ECC_NIST_P256")).keyMetadata().arn();
    assertThatThrownBy(() -> kms.enableKeyRotation(r -> r.keyId(key)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void keysAreFoundByIdArnAliasAndAliasArnAndFromOtherAccountsByArnOnly() {
    var metadata =
        kms.createKey(
                r ->
                    r.policy(
                        Aws.policy(
                            Aws.keyRoot(Aws.A),
                            Aws.allow("{\"AWS\":\"" + Aws.B + "\"}", "\"kms:DescribeKey\"", "*"))))
            .keyMetadata();
    kms.createAlias(r -> r.aliasName("alias/a").targetKeyId(metadata.keyId()));
    String aliasArn = "arn:aws:kms:%s:%s:alias/a".formatted(Aws.REGION, Aws.A);
    Stream.of(metadata.keyId(), metadata.arn(), "alias/a", aliasArn)
        .forEach(
            name ->
                assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata().arn())
                    .isEqualTo(metadata.arn()));
    KmsClient foreign = aws.kms(Aws.B, Aws.ADMIN);
    Stream.of(metadata.arn(), aliasArn)
        .forEach(
            name ->
                assertThat(foreign.describeKey(r -> r.keyId(name)).keyMetadata().arn())
                    .isEqualTo(metadata.arn()));
    Stream.of(metadata.keyId(), "alias/a")
        .forEach(
            name ->
                assertThatThrownBy(() -> foreign.describeKey(r -> r.keyId(name)))
                    .isInstanceOf(NotFoundException.class));
  }

  @Test
  void aliasesAreUniqueWellFormedAndNotAwss() {
    String key = create();
    kms.createAlias(r -> r.aliasName("alias/a").targetKeyId(key));
    assertThatThrownBy(() -> kms.createAlias(r -> r.aliasName("alias/a").targetKeyId(key)))
        .isInstanceOf(AlreadyExistsException.class);
    assertThatThrownBy(() -> kms.createAlias(r -> r.aliasName("alias/a b").targetKeyId(key)))
        .isInstanceOf(InvalidAliasNameException.class);
    assertThatThrownBy(() -> kms.createAlias(r -> r.aliasName("alias/aws/x").targetKeyId(key)))
        .isInstanceOf(KmsException.class);
    kms.createAlias(r -> r.aliasName("alias/A").targetKeyId(key));
    assertThat(kms.listAliases(r -> r.keyId(key)).aliases()).hasSize(2);
  }

  @Test
  void createKeyIsNotIdempotentAndIsFoundByItsTags() {
    Tag tag = Tag.builder().tagKey("nonce").tagValue("1").build();
    String first = kms.createKey(r -> r.tags(tag)).keyMetadata().arn();
    String second = kms.createKey(r -> r.tags(tag)).keyMetadata().arn();
    assertThat(first).isNotEqualTo(second);
    assertThat(kms.listKeys().keys()).hasSize(2);
    assertThat(kms.listResourceTags(r -> r.keyId(first)).tags()).containsExactly(tag);
  }
}
