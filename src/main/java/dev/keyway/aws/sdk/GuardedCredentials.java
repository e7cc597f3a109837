package dev.keyway.aws.sdk;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Credentials whose failure to load has a class of its own; in the SDK it has only a text. */
record GuardedCredentials(AwsCredentialsProvider provider) implements AwsCredentialsProvider {
  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (AbortedException interrupted) {
      throw interrupted;
    } catch (RuntimeException failure) {
      throw new CredentialsUnavailableException(failure);
    }
  }

  /** No credentials could be loaded. */
  static final class CredentialsUnavailableException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private CredentialsUnavailableException(RuntimeException failure) {
      super(builder().message(failure.getMessage()).cause(failure));
    }
  }
}
