package dev.keyway.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.Guardrails;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Tenancy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardingTest {
  private static final String ACCOUNT = "111122223333";
  private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/";

  private static final Guardrails GUARDRAILS =
      Manifests.spec(
          Guardrails.class,
          """
          encryptionModes: [OwnKey, SharedKey]
          keyArns: ['arn:aws:kms:*:111122223333:key/shared']
          topicArns: ['arn:aws:sns:eu-central-1:111122223333:pay-*', 'arn:aws:sns:*:*:log-?']
          queueArns: ['arn:aws:sqs:eu-central-1:111122223333:pay-1']
          requireRetain: true
          """);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "key   | {}                                         | ",
        "key   | {region: eu-west-1}                        | region eu-west-1 is not among its regions",
        "key   | {deletionPolicy: Retain}                   | ",
        "key   | {deletionPolicy: Delete}                   | deletionPolicy must be Retain, or absent (requireRetain)",
        "key   | {adopt: {arn: KEY/shared}}                 | ",
        "key   | {adopt: {arn: KEY/theirs}}                 | adopt.arn is not among its keyArns",
        "queue | {encryption: {mode: OwnKey}}               | ",
        "queue | {encryption: {mode: ServiceManaged}}       | encryption.mode is not among its encryptionModes",
        "queue | {encryption: {mode: OwnKey}, deletionPolicy: Delete} | deletionPolicy must be Retain, or absent (requireRetain)",
        "queue | {encryption: {mode: SharedKey, keyArn: KEY/shared}} | ",
        "queue | {encryption: {mode: SharedKey, keyArn: KEY/ours}}   | ",
        "queue | {encryption: {mode: SharedKey, keyArn: KEY/theirs}} | encryption.keyArn is not among its keyArns",
        "queue | {encryption: {mode: SharedKey, keyArn: 'arn:aws:kms:eu-central-1:444455556666:key/a'}} | ",
        "queue | {encryption: {mode: OwnKey}, deadLetter: {queueArn: 'arn:aws:sqs:eu-central-1:111122223333:pay-1', maxReceiveCount: 3}}   | ",
        "queue | {encryption: {mode: OwnKey}, deadLetter: {queueArn: 'arn:aws:sqs:eu-central-1:111122223333:pay-11', maxReceiveCount: 3}} | deadLetter.queueArn is not among its queueArns",
        "queue | {encryption: {mode: OwnKey}, redriveAllow: {mode: ByQueue, sourceQueueArns: ['arn:aws:sqs:eu-central-1:111122223333:x']}} | redriveAllow.sourceQueueArns is not among its queueArns",
        "queue | {adopt: {arn: 'arn:aws:sqs:eu-central-1:111122223333:x'}} | adopt.arn is not among its queueArns",
        "topic | {encryption: {mode: AwsManagedKey}}        | encryption.mode is not among its encryptionModes",
        "topic | {encryption: {mode: SharedKey, keyArn: KEY/theirs}} | encryption.keyArn is not among its keyArns",
        "topic | {adopt: {arn: 'arn:aws:sns:eu-central-1:111122223333:pay-1'}}  | ",
        "topic | {adopt: {arn: 'arn:aws:sns:eu-central-1:111122223333:x'}}  | adopt.arn is not among its topicArns",
        "sub   | {queueRef: {name: a}, topicArn: 'arn:aws:sns:eu-central-1:111122223333:pay-orders'} | ",
        "sub   | {queueRef: {name: a}, topicArn: 'arn:aws:sns:eu-central-1:111122223333:log-1'} | ",
        "sub   | {queueRef: {name: a}, topicArn: 'arn:aws:sns:eu-central-1:111122223333:log-12'} | topicArn is not among its topicArns",
        "sub   | {queueRef: {name: a}, topicArn: 'arn:aws:sns:eu-central-1:111122223333:x'} | topicArn is not among its topicArns",
        "sub   | {queueRef: {name: a}, topicArn: 'arn:aws:sns:eu-central-1:444455556666:x'} | ",
        "sub   | {queueRef: {name: a}, topicRef: {name: b}, deletionPolicy: Delete} | ",
        "sub   | {queueRef: {name: a}, topicRef: {name: b}, deadLetter: {queueArn: 'arn:aws:sqs:eu-central-1:111122223333:x'}} | deadLetter.queueArn is not among its queueArns",
      })
  void whatASpecMustNotAskFor(String kind, String yaml, String violation) {
    var tenancy = new Tenancy("payments", ACCOUNT, Set.of("eu-central-1"), Map.of(), GUARDRAILS);
    var settings = Settings.of("test", "eu-central-1").bound("eu-central-1", "", tenancy);
    var guarding = new Guarding(settings, arn -> arn.equals(KEY + "ours"));

    var violations = guarding.violations(spec(kind, "---\n" + yaml.replace("KEY/", KEY)));

    if (violation == null) {
      assertThat(violations).isEmpty();
    } else {
      assertThat(violations).singleElement().asString().startsWith(violation);
    }
  }

  @ParameterizedTest
  @CsvSource({"ServiceManaged", "AwsManagedKey"})
  void withoutGuardrailsOnlyForeignArnsOfTheAccountAreRefused(String mode) {
    var tenancy = new Tenancy("payments", ACCOUNT, Set.of(), Map.of(), Guardrails.NONE);
    var settings = Settings.of("test", "eu-central-1").bound("eu-central-1", "", tenancy);
    var guarding = new Guarding(settings, _ -> false);

    assertThat(
            guarding.violations(
                spec(
                    "queue",
                    "---\n{encryption: {mode: %s}, deletionPolicy: Delete}".formatted(mode))))
        .isEmpty();
    assertThat(guarding.violations(spec("key", "---\n{adopt: {arn: '%sx'}}".formatted(KEY))))
        .containsExactly("adopt.arn is not among its keyArns");
  }

  private static KeywaySpec spec(String kind, String yaml) {
    return switch (kind) {
      case "key" -> Manifests.spec(EncryptionKeySpec.class, yaml);
      case "topic" -> Manifests.spec(EncryptedTopicSpec.class, yaml);
      case "queue" -> Manifests.spec(EncryptedQueueSpec.class, yaml);
      default -> Manifests.spec(TopicSubscriptionSpec.class, yaml);
    };
  }
}
