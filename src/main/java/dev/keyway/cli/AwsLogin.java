package dev.keyway.cli;

import dev.keyway.aws.Aws;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reaches the account of AWS's default chain of credentials. */
@FunctionalInterface
public interface AwsLogin {
  /**
   * Begin to work in an account.
   *
   * @param region where STS is asked
   * @param endpoint in place of AWS's own
   */
  Session open(String region, @Nullable URI endpoint);

  /** An account, until it is closed. */
  interface Session extends AutoCloseable {
    /** Return the account. */
    Aws aws();

    @Override
    void close();
  }
}
