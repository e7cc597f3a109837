package dev.keyway.aws;

/** An AWS call that did not do what it was asked to. */
public final class AwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AwsFailure failure;

  /** Wrap a failure together with the exception that it was read from. */
  public AwsException(AwsFailure failure, Throwable origin) {
    super(failure.describe(), origin);
    this.failure = failure;
  }

  /** State a failure that no other exception is the origin of. */
  public AwsException(AwsFailure failure) {
    super(failure.describe());
    this.failure = failure;
  }

  /** Return what failed and why. */
  public AwsFailure failure() {
    return failure;
  }
}
