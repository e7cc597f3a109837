package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyway.awslocal.iam.RoleSpec;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.Tag;

/** Permissions that depend on the tags that a request sets. */
class TagPermissionsTest {
  private static final String ROLE = "tagger";
  private static final String OURS =
      ",\"Condition\":{\"StringEquals\":{\"aws:RequestTag/owner\":\"us\"}}}";
  private static final String CREATE =
      "{\"Effect\":\"Allow\",\"Action\":[\"kms:CreateKey\",\"sns:CreateTopic\",\"sqs:CreateQueue\"],"
          + "\"Resource\":\"*\""
          + OURS;
  private static final String TAG =
      ("{\"Effect\":\"Allow\",\"Action\":[\"kms:TagResource\",\"sns:TagResource\",\"sqs:TagQueue\"],"
                  + "\"Resource\":[\"arn:aws:kms:*:%1$s:key/*\",\"arn:aws:sns:*:%1$s:*\","
                  + "\"arn:aws:sqs:*:%1$s:*\"]")
              .formatted(Aws.A)
          + OURS;

  private Aws aws = Aws.start(Aws.config().withRole(role(CREATE, TAG)));

  private static RoleSpec role(String... statements) {
    return RoleSpec.of(Aws.A, ROLE).withPolicy(Aws.policy(statements));
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void creatingWithTheTagIsAllowed() {
    assertThatCode(() -> createAll("us")).doesNotThrowAnyException();
  }

  @Test
  void creatingWithAnotherTagIsDenied() {
    assertThatThrownBy(() -> createKey("them"))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDeniedException"));
    assertThatThrownBy(() -> createTopic("them"))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AuthorizationError"));
    assertThatThrownBy(() -> createQueue("them"))
        .satisfies(e -> assertThat(Aws.code(e)).contains("AccessDenied"));
  }

  @Test
  void taggingAtCreationNeedsItsOwnPermission() {
    aws.close();
    aws = Aws.start(Aws.config().withRole(role(CREATE)));

    assertThatThrownBy(() -> createKey("us")).hasMessageContaining("kms:TagResource");
    assertThatThrownBy(() -> createTopic("us")).hasMessageContaining("sns:TagResource");
    assertThatThrownBy(() -> createQueue("us")).hasMessageContaining("sqs:TagQueue");
  }

  private void createAll(String owner) {
    createKey(owner);
    createTopic(owner);
    createQueue(owner);
  }

  private void createKey(String owner) {
    var tag = Tag.builder().tagKey("owner").tagValue(owner).build();
    aws.kms(Aws.A, ROLE).createKey(r -> r.tags(tag).bypassPolicyLockoutSafetyCheck(true));
  }

  private void createTopic(String owner) {
    var tag =
        software.amazon.awssdk.services.sns.model.Tag.builder().key("owner").value(owner).build();
    aws.sns(Aws.A, ROLE).createTopic(r -> r.name("t").tags(tag));
  }

  private void createQueue(String owner) {
    aws.sqs(Aws.A, ROLE).createQueue(r -> r.queueName("q").tags(Map.of("owner", owner)));
  }
}
