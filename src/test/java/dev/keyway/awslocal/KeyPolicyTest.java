package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyway.awslocal.iam.RoleSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;

/** Key policies: text, limits, lockout and what root in them means. */
class KeyPolicyTest {

  private final Aws aws = Aws.start();
  private final KmsClient kms = aws.kms();

  @AfterEach
  void close() {
    aws.close();
  }

  private String create() {
    return kms.createKey().keyMetadata().arn();
  }

  @Test
  void policyTextIsKeptAsGiven() {
    String key = create();
    String text = Aws.policy(Aws.keyRoot(Aws.A)).replace(",", " ,\n\t");
    kms.putKeyPolicy(r -> r.keyId(key).policy(text));
    assertThat(kms.getKeyPolicy(r -> r.keyId(key)).policy()).isEqualTo(text);
  }

  @Test
  void aPolicyThatLocksItsWriterOutIsRefusedUnlessBypassed() {
    String key = create();
    String locking = Aws.policy(Aws.allow("{\"AWS\":\"" + Aws.B + "\"}", "\"kms:*\"", "*"));
    assertThatThrownBy(() -> kms.putKeyPolicy(r -> r.keyId(key).policy(locking)))
        .isInstanceOf(MalformedPolicyDocumentException.class);
    kms.putKeyPolicy(r -> r.keyId(key).policy(locking).bypassPolicyLockoutSafetyCheck(true));
    assertThatThrownBy(() -> kms.getKeyPolicy(r -> r.keyId(key)))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDeniedException"));
  }

  @Test
  void badPoliciesAreRefused() {
    String key = create();
    String root = Aws.keyRoot(Aws.A);
    for (String bad :
        new String[] {
          "no json",
          Aws.policy(
              root, Aws.allow("{\"AWS\":\"" + Aws.roleArn(Aws.A, "x") + "\"}", "\"a:b\"", "*")),
          Aws.policy(root, Aws.allow("{\"AWS\":\"" + Aws.A + "\"}", "\"kms:*\"", "é✓"))
        }) {
      assertThatThrownBy(() -> kms.putKeyPolicy(r -> r.keyId(key).policy(bad)))
          .isInstanceOf(MalformedPolicyDocumentException.class);
    }
    String big = Aws.policy(root, Aws.allow("\"*\"", "\"kms:Get*\"", "x".repeat(32_768)));
    assertThatThrownBy(() -> kms.putKeyPolicy(r -> r.keyId(key).policy(big)))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void aStatementWithoutActionIsAcceptedAndDoesNothing() {
    String key = create();
    String policy =
        Aws.policy(
            Aws.keyRoot(Aws.A), "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Resource\":\"*\"}");
    kms.putKeyPolicy(r -> r.keyId(key).policy(policy));
    assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().enabled()).isTrue();
  }

  @Test
  void withoutRootInTheKeyPolicyIamAllowsAreVoid() {
    aws.local.accounts().putRole(Aws.A, "other");
    String key =
        kms.createKey(
                r ->
                    r.policy(
                        Aws.policy(
                            Aws.allow(
                                "{\"AWS\":\"" + Aws.roleArn(Aws.A, Aws.ADMIN) + "\"}",
                                "\"kms:*\"",
                                "*"))))
            .keyMetadata()
            .arn();
    assertThatThrownBy(() -> aws.kms(Aws.A, "other").describeKey(r -> r.keyId(key)))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDeniedException"));
    kms.putKeyPolicy(r -> r.keyId(key).policy(Aws.policy(Aws.keyRoot(Aws.A))));
    assertThatCode(() -> aws.kms(Aws.A, "other").describeKey(r -> r.keyId(key)))
        .doesNotThrowAnyException();
  }

  @Test
  void rootInTheKeyPolicyGrantsNobodyByItself() {
    RoleSpec.of(Aws.A, "weak")
        .withPolicy(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}]}")
        .put(aws.local.accounts());
    String key = create();
    assertThatThrownBy(() -> aws.kms(Aws.A, "weak").describeKey(r -> r.keyId(key)))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDeniedException"));
  }
}
