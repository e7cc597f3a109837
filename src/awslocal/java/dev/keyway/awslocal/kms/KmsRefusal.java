package dev.keyway.awslocal.kms;

/** KMS refuses to SQS or SNS what they ask for; each words it in its own errors. */
public final class KmsRefusal extends RuntimeException {

  /** Why, in KMS's own exceptions. */
  public enum Kind {
    ACCESS_DENIED("AccessDeniedException"),
    DISABLED("DisabledException"),
    INVALID_STATE("KMSInvalidStateException"),
    NOT_FOUND("NotFoundException"),
    INVALID_KEY_USAGE("InvalidKeyUsageException");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The error code as KMS spells it. */
    public String code() {
      return code;
    }
  }

  private final Kind kind;

  KmsRefusal(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** KMS's message. */
  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
