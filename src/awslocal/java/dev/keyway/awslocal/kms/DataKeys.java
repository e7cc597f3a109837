package dev.keyway.awslocal.kms;

import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.iam.Decision;
import dev.keyway.awslocal.iam.RequestContext;
import dev.keyway.awslocal.kms.KmsRefusal.Kind;
import java.util.List;

/**
 * What SQS and SNS ask of KMS for a caller: a data key for a new message (GenerateDataKey and
 * Decrypt), or the one of a stored message (Decrypt). See "Key management" in the SQS and SNS
 * developer guides.
 */
public final class DataKeys {

  /**
   * For whom and for what a data key is wanted.
   *
   * @param via the service that asks, {@code sqs} or {@code sns}
   * @param contextKey the encryption context's key, such as {@code aws:sqs:arn}
   * @param resource its value: the ARN of queue or topic
   * @param region the Region of the service
   */
  public record Purpose(
      Caller caller, String via, String contextKey, String resource, String region) {}

  private static final String GENERATE = "kms:GenerateDataKey";
  private static final String DECRYPT = "kms:Decrypt";

  private final KeyStore store;
  private final KmsGuard guard;
  private final Timing timing;

  DataKeys(KeyStore store, KmsGuard guard, Timing timing) {
    this.store = store;
    this.guard = guard;
    this.timing = timing;
  }

  /**
   * Lets a message be encrypted, or throws {@link KmsRefusal}.
   *
   * @param keyId as the owner of queue or topic wrote it
   * @return the ARN of the key that the message stays under
   */
  public String encrypt(String keyId, String owner, Purpose purpose) {
    Key key =
        store
            .find(keyId, owner, purpose.region())
            .orElseThrow(() -> new KmsRefusal(Kind.NOT_FOUND, missing(keyId)));
    use(key, List.of(GENERATE, DECRYPT), purpose);
    return key.arn();
  }

  /** Lets a message be decrypted, or throws {@link KmsRefusal}. */
  public void decrypt(String keyArn, Purpose purpose) {
    Key key =
        store.byKeyArn(keyArn).orElseThrow(() -> new KmsRefusal(Kind.NOT_FOUND, missing(keyArn)));
    use(key, List.of(DECRYPT), purpose);
  }

  private static String missing(String keyId) {
    return "Key '" + keyId + "' does not exist";
  }

  private void use(Key key, List<String> actions, Purpose purpose) {
    RequestContext context = context(key, purpose);
    for (String action : actions) {
      Decision decision =
          guard.decide(purpose.caller(), action, key, timing.inForce(key.policy), context);
      if (decision instanceof Decision.Denied denied) {
        throw new KmsRefusal(
            Kind.ACCESS_DENIED,
            KmsGuard.denied(purpose.caller(), action, key.arn(), denied).message());
      }
    }
    switch (timing.inForce(key.state)) {
      case ENABLED -> requireSymmetric(key);
      case DISABLED -> throw new KmsRefusal(Kind.DISABLED, key.arn() + " is disabled.");
      case PENDING_DELETION ->
          throw new KmsRefusal(Kind.INVALID_STATE, key.arn() + " is pending deletion.");
    }
  }

  private static void requireSymmetric(Key key) {
    if (!key.isSymmetric()) {
      throw new KmsRefusal(Kind.INVALID_KEY_USAGE, key.arn() + " is not a symmetric key.");
    }
  }

  /**
   * A service's own call carries neither the caller's account nor a service that it came through.
   */
  private RequestContext context(Key key, Purpose purpose) {
    RequestContext context =
        RequestContext.of(purpose.caller(), timing.now(), purpose.region())
            .with("aws:ResourceAccount", key.identity.account())
            .with("kms:EncryptionContext:" + purpose.contextKey(), purpose.resource())
            .with("kms:EncryptionContextKeys", List.of(purpose.contextKey()))
            .withTags("aws:ResourceTag/", timing.inForce(key.tags));
    if (purpose.caller() instanceof Caller.Iam iam) {
      context
          .with("kms:CallerAccount", iam.account())
          .with("aws:ViaAWSService", "true")
          .with("kms:ViaService", purpose.via() + '.' + purpose.region() + ".amazonaws.com");
    }
    return context;
  }
}
