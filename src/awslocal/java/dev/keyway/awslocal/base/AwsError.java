package dev.keyway.awslocal.base;

/**
 * An error answer of an AWS API. The wire code names the modelled exception; the query code is what
 * JSON services that once spoke Query still put into {@code x-amzn-query-error}.
 */
public final class AwsError extends RuntimeException {

  private final String code;
  private final String queryCode;
  private final int status;

  private AwsError(String code, String queryCode, int status, String message) {
    super(message, null, false, false);
    this.code = code;
    this.queryCode = queryCode;
    this.status = status;
  }

  /** An error that the sender made, HTTP 400. */
  public static AwsError sender(String code, String message) {
    return new AwsError(code, code, 400, message);
  }

  /** An error with a status of its own. */
  public static AwsError of(int status, String code, String message) {
    return new AwsError(code, code, status, message);
  }

  /** The same error, known to Query clients by another code. */
  public AwsError queryCode(String other) {
    return new AwsError(code, other, status, message());
  }

  public String code() {
    return code;
  }

  public String queryCode() {
    return queryCode;
  }

  public int status() {
    return status;
  }

  /** The message; never absent, other than a Throwable's. */
  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** AWS blames the sender for 4xx and itself for 5xx. */
  public String fault() {
    return status < 500 ? "Sender" : "Receiver";
  }
}
