package dev.keyway.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.policy.Caller;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.Permissiveness;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import dev.keyway.policy.RequestContext;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the grants allow and, above all, what they do not. */
class PermissionsTest {
  private static final PolicyDocument QUEUE = Policies.queue(Examples.queue());
  private static final PolicyDocument TOPIC = Policies.topic(Examples.topic());
  private static final PolicyDocument KEY =
      Policies.key(
          Stream.concat(
                  KeyGrants.ofQueue(Examples.queue()).stream(),
                  KeyGrants.ofTopic(Examples.topic()).stream())
              .toList());

  private static final Caller WORKER = new Caller.IamRole(Examples.WORKER);
  private static final Caller IMPORT = new Caller.IamRole(Examples.IMPORT);
  private static final Caller SHOP = new Caller.IamUser(Examples.SHOP);

  @ParameterizedTest
  @CsvSource({
    "worker, sqs:ReceiveMessage, true",
    "worker, sqs:DeleteMessage, true",
    "worker, sqs:ChangeMessageVisibility, true",
    "worker, sqs:GetQueueAttributes, true",
    "worker, sqs:GetQueueUrl, true",
    "worker, sqs:SendMessage, false",
    "worker, sqs:PurgeQueue, false",
    "worker, sqs:SetQueueAttributes, false",
    "worker, sqs:DeleteQueue, false",
    "worker, sqs:StartMessageMoveTask, false",
    "import, sqs:SendMessage, true",
    "import, sqs:ReceiveMessage, false",
    "import, sqs:DeleteMessage, false",
    "intruder, sqs:ReceiveMessage, false",
    "intruder, sqs:SendMessage, false",
    "intruder, sqs:GetQueueUrl, false"
  })
  void aQueueLetsInWhomItNamesAndForThatAlone(String role, String action, boolean allowed) {
    assertThat(isAllowed(QUEUE, CallerContexts.iam(role(role), action, Examples.QUEUE)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "shop, sns:Publish, true",
    "shop, sns:Subscribe, false",
    "shop, sns:SetTopicAttributes, false",
    "intruder, sns:Publish, false"
  })
  void aTopicLetsInWhomItNamesAndForThatAlone(String who, String action, boolean allowed) {
    var caller = who.equals("shop") ? SHOP : role(who);

    assertThat(isAllowed(TOPIC, CallerContexts.iam(caller, action, Examples.TOPIC)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "worker, sqs, eu-central-1, kms:Decrypt, true",
    "worker, sqs, eu-central-1, kms:GenerateDataKey, false",
    "worker, sqs, eu-central-1, kms:CreateGrant, false",
    "worker, sqs, us-east-1, kms:Decrypt, false",
    "worker, sns, eu-central-1, kms:Decrypt, false",
    "worker, none, eu-central-1, kms:Decrypt, false",
    "import, sqs, eu-central-1, kms:GenerateDataKey, true",
    "import, sqs, eu-central-1, kms:Decrypt, true",
    "import, none, eu-central-1, kms:GenerateDataKey, false",
    "shop, sns, eu-central-1, kms:GenerateDataKey, true",
    "shop, sqs, eu-central-1, kms:GenerateDataKey, false",
    "shop, none, eu-central-1, kms:Decrypt, false",
    "intruder, sqs, eu-central-1, kms:Decrypt, false",
    "intruder, sns, eu-central-1, kms:GenerateDataKey, false"
  })
  void aKeyIsUsedThroughTheServiceOfItsRegionOnly(
      String who, String via, String region, String action, boolean allowed) {
    var caller = who.equals("shop") ? SHOP : role(who);
    var request =
        switch (via) {
          case "sqs" -> CallerContexts.viaSqs(caller, action, Examples.KEY, region);
          case "sns" -> CallerContexts.viaSns(caller, action, Examples.KEY, region);
          default -> CallerContexts.iam(caller, action, Examples.KEY);
        };

    assertThat(isAllowed(KEY, request)).isEqualTo(allowed);
  }

  @Test
  void snsDeliversForTheTopicThatIsSubscribedAndForNoOther() {
    assertThat(isAllowed(QUEUE, CallerContexts.snsDelivery(Examples.TOPIC, Examples.QUEUE)))
        .isTrue();
    assertThat(isAllowed(QUEUE, CallerContexts.snsDelivery(Examples.OTHER_TOPIC, Examples.QUEUE)))
        .isFalse();
    assertThat(isAllowed(QUEUE, CallerContexts.snsDelivery(Examples.TOPIC + "x", Examples.QUEUE)))
        .isFalse();
    assertThat(isAllowed(QUEUE, CallerContexts.snsDelivery(Examples.TOPIC, Examples.OTHER_QUEUE)))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"kms:Decrypt, true", "kms:GenerateDataKey, true", "kms:Encrypt, false"})
  void snsUsesTheKeyForTheTopicThatIsSubscribedAndForNoOther(String action, boolean allowed) {
    assertThat(isAllowed(KEY, CallerContexts.snsKeyUse(action, Examples.TOPIC, Examples.KEY)))
        .isEqualTo(allowed);
    assertThat(isAllowed(KEY, CallerContexts.snsKeyUse(action, Examples.OTHER_TOPIC, Examples.KEY)))
        .isFalse();
  }

  static List<Request> plaintext() {
    return List.of(
        plain(CallerContexts.iam(WORKER, "sqs:ReceiveMessage", Examples.QUEUE)),
        plain(CallerContexts.iam(IMPORT, "sqs:SendMessage", Examples.QUEUE)),
        plain(CallerContexts.snsDelivery(Examples.TOPIC, Examples.QUEUE)),
        plain(CallerContexts.iam(role("intruder"), "sqs:PurgeQueue", Examples.QUEUE)));
  }

  @ParameterizedTest
  @MethodSource("plaintext")
  void nothingThatIsNotEncryptedOnItsWayGetsIntoAQueue(Request request) {
    assertThat(Evaluator.evaluate(request, QUEUE)).isInstanceOf(Decision.Denied.class);
  }

  @Test
  void nobodyPublishesWithoutTls() {
    var request = plain(CallerContexts.iam(SHOP, "sns:Publish", Examples.TOPIC));

    assertThat(Evaluator.evaluate(request, TOPIC)).isInstanceOf(Decision.Denied.class);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::uploads, 111122223333, true",
    "arn:aws:s3:::uploads, 444455556666, true",
    "arn:aws:s3:::uploads, 777788889999, false",
    "arn:aws:s3:::other, 111122223333, false"
  })
  void s3SendsForTheBucketOfTheAccountThatIsNamed(String bucket, String account, boolean allowed) {
    var onQueue = service("s3.amazonaws.com", "sqs:SendMessage", Examples.QUEUE, bucket, account);
    var onKey = service("s3.amazonaws.com", "kms:GenerateDataKey", Examples.KEY, bucket, account);

    assertThat(isAllowed(QUEUE, onQueue)).isEqualTo(allowed);
    assertThat(isAllowed(KEY, onKey)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:full, 111122223333, true",
    "arn:aws:cloudwatch:eu-central-1:444455556666:alarm:full, 444455556666, false"
  })
  void cloudWatchPublishesForTheAlarmsThatAreNamed(String alarm, String account, boolean allowed) {
    var service = "cloudwatch.amazonaws.com";

    assertThat(isAllowed(TOPIC, service(service, "sns:Publish", Examples.TOPIC, alarm, account)))
        .isEqualTo(allowed);
    assertThat(isAllowed(KEY, service(service, "kms:Decrypt", Examples.KEY, alarm, account)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "aws:sqs:arn,      arn:aws:sqs:eu-central-1:111122223333:shop_orders, true",
    "aws:sqs:arn,      arn:aws:sqs:eu-central-1:111122223333:shop_other,  false",
    "aws:sns:topicArn, arn:aws:sns:eu-central-1:111122223333:shop_orders, true",
    "aws:sns:topicArn, arn:aws:sns:eu-central-1:111122223333:shop_other,  false"
  })
  void eventBridgeUsesTheKeyByEncryptionContextForItSendsNoSource(
      String contextKey, String arn, boolean allowed) {
    var context =
        RequestContext.absentUnlessStated()
            .with("aws:SecureTransport", "true")
            .with("kms:EncryptionContext:" + contextKey, arn)
            .build();
    var caller = new Caller.Service("events.amazonaws.com");

    for (var action : List.of("kms:Decrypt", "kms:GenerateDataKey")) {
      assertThat(isAllowed(KEY, new Request(caller, action, Examples.KEY, context)))
          .isEqualTo(allowed);
    }
  }

  @Test
  void inChinaAKeyIsUsedThroughTheServiceOfChina() {
    var arn = "arn:aws-cn:sqs:cn-north-1:111122223333:orders";
    var key = "arn:aws-cn:kms:cn-north-1:111122223333:key/1";
    var role = "arn:aws-cn:iam::111122223333:role/worker";
    var policy =
        Policies.key(
            KeyGrants.ofQueue(
                new QueueAsk(Examples.ASKER, arn, List.of(role), List.of(), List.of(), List.of())));

    assertThat(policy.toJson()).contains("\"sqs.cn-north-1.amazonaws.com.cn\"");
    assertThat(
            isAllowed(
                policy,
                CallerContexts.viaSqs(new Caller.IamRole(role), "kms:Decrypt", key, "cn-north-1")))
        .isTrue();
  }

  @Test
  void nothingIsPublic() {
    List.of(QUEUE, TOPIC, KEY)
        .forEach(
            policy -> assertThat(Permissiveness.isPublic(policy)).as(policy.toJson()).isFalse());
  }

  private static Request plain(Request request) {
    var context = request.context().toBuilder().with("aws:SecureTransport", "false").build();
    return new Request(request.caller(), request.action(), request.resourceArn(), context);
  }

  private static Request service(
      String service, String action, String resource, String sourceArn, String account) {
    var context =
        RequestContext.absentUnlessStated()
            .with("aws:SecureTransport", "true")
            .with("aws:SourceArn", sourceArn)
            .with("aws:SourceAccount", account)
            .build();
    return new Request(new Caller.Service(service), action, resource, context);
  }

  private static Caller role(String name) {
    return new Caller.IamRole("arn:aws:iam::444455556666:role/" + name);
  }

  private static boolean isAllowed(PolicyDocument policy, Request request) {
    return Evaluator.evaluate(request, policy).isAllowed();
  }
}
