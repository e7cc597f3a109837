package dev.keyway.aws.sdk;

import dev.keyway.aws.AccountIdentity;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who Keyway is, asked once. Callers that come while the question is under way share its answer,
 * good or bad; only a good one is kept.
 */
final class SdkIdentity {
  private static final Pattern ROLE_SESSION =
      Pattern.compile(
          "arn:(?<partition>[^:]+):sts::(?<account>\\d+):assumed-role/(?<role>[^/]+)/.*");

  private static final String OPERATION = "GetCallerIdentity";
  private static final String CALLER = "caller";

  private final Supplier<StsClient> sts;
  private final Calls calls;
  private final AtomicReference<@Nullable FutureTask<AccountIdentity>> asked =
      new AtomicReference<>();

  /**
   * Create an identity that is asked from the client that {@code sts} makes when it comes to it.
   */
  SdkIdentity(Supplier<StsClient> sts, Calls calls) {
    this.sts = sts;
    this.calls = calls;
  }

  /** Return the account and the role or user. */
  AccountIdentity get() {
    var question = new FutureTask<>(this::ask);
    FutureTask<AccountIdentity> earlier = asked.compareAndExchange(null, question);
    if (earlier != null) {
      return answer(earlier);
    }
    question.run();
    return answer(question);
  }

  private AccountIdentity answer(FutureTask<AccountIdentity> question) {
    try {
      return question.get();
    } catch (ExecutionException e) {
      asked.compareAndSet(question, null);
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw calls.interrupted(OPERATION, CALLER, e);
    }
  }

  private AccountIdentity ask() {
    StsClient client = sts.get();
    GetCallerIdentityResponse caller = calls.read(OPERATION, CALLER, client::getCallerIdentity);
    return identity(caller.arn(), caller.account());
  }

  /**
   * Return the identity that an ARN of STS stands for. The ARN of a role's session has the role's
   * name without its path, and no call short of IAM's tells the path.
   */
  static AccountIdentity identity(String arn, String accountId) {
    String partition = arn.split(":", 3)[1];
    Matcher session = ROLE_SESSION.matcher(arn);
    String principal =
        session.matches()
            ? "arn:"
                + partition
                + ":iam::"
                + session.group("account")
                + ":role/"
                + session.group("role")
            : arn;
    return new AccountIdentity(partition, accountId, principal);
  }
}
