package dev.keyway.aws.sdk;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.Aws;
import dev.keyway.aws.AwsCallListener;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.QueueService;
import dev.keyway.aws.TopicService;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * One AWS account over the AWS SDK. Clients are made when a service and region is first used, and
 * kept until this is closed.
 */
public final class SdkAws implements Aws, AutoCloseable {
  private final SdkAwsConfig config;
  private final RateLimiter limiter;
  private final List<AwsCallListener> listeners;
  private final SdkClients clients;
  private final SdkIdentity identity;
  private final Deque<SdkAws> assumed = new ConcurrentLinkedDeque<>();
  private final Map<String, KeyService> keys = new ConcurrentHashMap<>();
  private final Map<String, TopicService> topics = new ConcurrentHashMap<>();
  private final Map<String, QueueService> queues = new ConcurrentHashMap<>();

  /** Reach an account that nothing else in this process works in. */
  public SdkAws(SdkAwsConfig config, List<AwsCallListener> listeners) {
    this(config, new RateLimiter(config.ticker()), listeners);
  }

  /** Reach an account whose limiter others share. */
  public SdkAws(SdkAwsConfig config, RateLimiter limiter, List<AwsCallListener> listeners) {
    this.config = config;
    this.limiter = limiter;
    this.listeners = List.copyOf(listeners);
    clients = new SdkClients(config);
    identity =
        new SdkIdentity(
            () -> clients.sts(config.defaultRegion()), calls("sts", config.defaultRegion()));
  }

  /**
   * Reach the account of a role that this one's credentials may take. Its credentials are asked for
   * when they are first needed, and again before they expire; what comes of a failure is {@link
   * dev.keyway.aws.AwsFailure.Cause#CREDENTIALS}. It is closed with this one.
   */
  public SdkAws assuming(RoleLogin role, RateLimiter limiterOfAccount) {
    var credentials =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(clients.sts(config.defaultRegion()))
            .refreshRequest(
                request ->
                    request
                        .roleArn(role.roleArn())
                        .roleSessionName(role.sessionName())
                        .externalId(role.externalId().orElse(null)))
            .build();
    var reached = new SdkAws(config.withCredentials(credentials), limiterOfAccount, listeners);
    assumed.push(reached);
    return reached;
  }

  @Override
  public AccountIdentity identity() {
    return identity.get();
  }

  @Override
  public KeyService keys(String region) {
    return keys.computeIfAbsent(region, r -> new SdkKeyService(clients.kms(r), calls("kms", r)));
  }

  @Override
  public TopicService topics(String region) {
    return topics.computeIfAbsent(
        region, r -> new SdkTopicService(clients.sns(r), calls("sns", r)));
  }

  @Override
  public QueueService queues(String region) {
    return queues.computeIfAbsent(
        region, r -> new SdkQueueService(clients.sqs(r), calls("sqs", r)));
  }

  private Calls calls(String service, String region) {
    return new Calls(service, region, limiter, config, listeners);
  }

  @Override
  public void close() {
    assumed.forEach(SdkAws::close);
    clients.close();
  }
}
