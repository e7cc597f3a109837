package dev.keyway.aws.sdk;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.Aws;
import dev.keyway.aws.AwsCallListener;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.QueueService;
import dev.keyway.aws.TopicService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
    clients.close();
  }
}
