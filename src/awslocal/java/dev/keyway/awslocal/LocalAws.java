package dev.keyway.awslocal;

import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.LocalClock;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.AwsService;
import dev.keyway.awslocal.call.CallLog;
import dev.keyway.awslocal.call.Desk;
import dev.keyway.awslocal.call.Faults;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.control.ControlApi;
import dev.keyway.awslocal.control.LocalState;
import dev.keyway.awslocal.http.HttpFront;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.Authorizer;
import dev.keyway.awslocal.iam.Credentials;
import dev.keyway.awslocal.kms.KmsService;
import dev.keyway.awslocal.sns.DeliveryLog;
import dev.keyway.awslocal.sns.SnsService;
import dev.keyway.awslocal.sqs.SqsService;
import dev.keyway.awslocal.sts.StsService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A small AWS in this JVM. All services answer at one loopback endpoint; the state lives in memory
 * until it is closed.
 */
public final class LocalAws implements AutoCloseable {

  private final LocalClock clock = new LocalClock(InstantSource.system());
  private final Ids ids = new Ids();
  private final ReentrantLock lock = new ReentrantLock(true);
  private final CallLog calls = new CallLog();
  private final Faults faults = new Faults(clock);
  private final Timing timing;
  private final Accounts accounts;
  private final SnsService sns;
  private final LocalState state;
  private final HttpFront front;

  private LocalAws(LocalAwsConfig config) throws IOException {
    config.stoppedAt().ifPresent(clock::stopAt);
    timing = new Timing(clock, config.readDelay(), config.effectDelay());
    accounts = new Accounts(config.partition(), ids);
    config.populate(accounts);
    Authorizer authorizer = new Authorizer(accounts);
    KmsService kms = new KmsService(timing, accounts, authorizer, ids);
    SqsService sqs =
        new SqsService(
            timing,
            accounts,
            authorizer,
            ids,
            kms.dataKeys(),
            lock,
            config.longestPoll(),
            this::endpoint);
    sns = new SnsService(timing, accounts, authorizer, ids, kms.dataKeys(), sqs);
    state = new LocalState(lock, accounts, sqs, sns, kms);
    Map<AwsService, Map<String, Operation>> operations =
        Map.of(
            AwsService.SQS, sqs.operations(),
            AwsService.SNS, sns.operations(),
            AwsService.KMS, kms.operations(),
            AwsService.STS, new StsService(timing, accounts, authorizer).operations());
    Desk desk = new Desk(lock, timing, accounts, calls, faults, operations);
    front = new HttpFront(desk, config.port());
    front.mount(
        ControlApi.PATH, new ControlApi(calls, sns.deliveries(), faults, timing, accounts, state));
  }

  /** Starts a local AWS and serves it. */
  public static LocalAws start(LocalAwsConfig config) {
    try {
      LocalAws aws = new LocalAws(config);
      aws.front.start();
      return aws;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where all services answer: the endpoint override of every SDK client. */
  public URI endpoint() {
    return front.endpoint();
  }

  /** The credentials by which a role calls. */
  public Credentials credentials(String account, String role) {
    return Credentials.ofRole(account, role);
  }

  /** Roles and users, to add and to delete. */
  public Accounts accounts() {
    return accounts;
  }

  /** A look at queues, topics and keys past all permissions and delays. */
  public LocalState state() {
    return state;
  }

  public Faults faults() {
    return faults;
  }

  public CallLog calls() {
    return calls;
  }

  /** What became of each message on its way from a topic to a queue. */
  public DeliveryLog deliveries() {
    return sns.deliveries();
  }

  public LocalClock clock() {
    return clock;
  }

  /** The delays of reads and of effects, to change while running. */
  public Timing timing() {
    return timing;
  }

  @Override
  public void close() {
    front.close();
  }
}
