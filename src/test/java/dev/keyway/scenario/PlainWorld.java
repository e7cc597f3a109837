package dev.keyway.scenario;

import dev.keyway.aws.sdk.SdkAws;
import dev.keyway.aws.sdk.SdkAwsConfig;
import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.LocalAwsConfig;
import dev.keyway.awslocal.iam.Credentials;
import dev.keyway.reconcile.Outcome;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The operator on a local AWS, without the checker of {@link World}, which knows roles alone: for
 * manifests with principals of all sorts.
 */
final class PlainWorld implements AutoCloseable {
  private static final int MAX_ROUNDS = 100;
  private static final Duration PAUSE = Duration.ofSeconds(10);

  final LocalAws local;
  final Cluster cluster = new Cluster();
  private final SdkAws sdk;
  private final Passes passes;

  PlainWorld() {
    local =
        LocalAws.start(
            LocalAwsConfig.of(World.ACCOUNT, World.OTHER_ACCOUNT)
                .withRole(World.ACCOUNT, World.OPERATOR)
                .withRole(World.ACCOUNT, World.TAMPERER)
                .withClockStoppedAt(World.START));
    var keyway = Credentials.ofRole(World.ACCOUNT, World.OPERATOR);
    sdk =
        new SdkAws(
            SdkAwsConfig.of(World.REGION)
                .withEndpoints(SdkAwsConfig.Endpoints.all(local.endpoint()))
                .withTicker(new StillTicker())
                .withCredentials(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(
                            keyway.accessKeyId(), keyway.secretAccessKey()))),
            List.of());
    var time = new LocalTime(local.clock(), ZoneOffset.UTC);
    passes = new Passes(sdk, cluster, World.settings(), time);
  }

  /** Apply objects and run passes until every one of them is done. */
  void settle(String yaml) {
    cluster.apply(yaml);
    for (int i = 0; i < MAX_ROUNDS; i++) {
      boolean done = true;
      for (var name : cluster.names()) {
        var result = passes.run(name);
        boolean changed = cluster.status(name, result.status());
        done &= !changed && result.outcome() instanceof Outcome.Done;
      }
      if (done) {
        return;
      }
      local.clock().advance(PAUSE);
    }
    throw new AssertionError("does not come to rest: " + cluster.names());
  }

  @Override
  public void close() {
    sdk.close();
    local.close();
  }
}
