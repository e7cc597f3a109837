package dev.keyway.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with the settings, in words that say what to set. */
final class ConfigCheck {
  private static final Pattern CLUSTER_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{0,20}");
  private static final int MOST_THREADS = 64;

  private final KeywayConfig config;
  private final List<String> problems = new ArrayList<>();

  private ConfigCheck(KeywayConfig config) {
    this.config = config;
  }

  /** Return the problems, in the order of the settings; empty when there is none. */
  static List<String> problems(KeywayConfig config) {
    var check = new ConfigCheck(config);
    check.identity();
    check.tenancy();
    check.times();
    check.process();
    check.endpoints();
    return List.copyOf(check.problems);
  }

  private void identity() {
    required(
        "keyway.cluster-id",
        "KEYWAY_CLUSTER_ID",
        "a name for this cluster that never changes; it is written into the tags of all that"
            + " Keyway creates",
        config.clusterId(),
        CLUSTER_ID);
    required(
        "keyway.default-region",
        "KEYWAY_DEFAULT_REGION",
        "the AWS region of objects whose spec names none, such as eu-central-1",
        config.defaultRegion(),
        REGION);
    config
        .namePrefix()
        .filter(prefix -> !PREFIX.matcher(prefix).matches())
        .ifPresent(
            prefix ->
                problems.add(
                    "keyway.name-prefix is '%s': use up to 20 letters, digits, - and _"
                        .formatted(prefix)));
  }

  private void tenancy() {
    if (config.tenancy() == Tenants.Tenancy.BOUND && config.watchNamespaces().isPresent()) {
      problems.add(
          "keyway.tenancy is bound and keyway.watch-namespaces is set: AccountBindings are objects of"
              + " the cluster, so leave watch-namespaces empty, or use tenancy open");
    }
  }

  private void times() {
    atLeast("keyway.check-interval", config.checkInterval(), Duration.ofSeconds(1));
    atLeast("keyway.propagation", config.propagation(), Duration.ZERO);
    atLeast("keyway.settle", config.settle(), Duration.ZERO);
    atLeast("keyway.withdraw", config.withdraw(), Duration.ZERO);
    atLeast("keyway.key-search", config.keySearch(), Duration.ZERO);
    atLeast("keyway.shutdown-grace", config.shutdownGrace(), Duration.ZERO);
  }

  private void process() {
    if (config.threads() < 1 || config.threads() > MOST_THREADS) {
      problems.add("keyway.threads is %d: use 1 to %d".formatted(config.threads(), MOST_THREADS));
    }
    var election = config.leaderElection();
    if (!election.enabled()) {
      return;
    }
    missing("keyway.pod.name", "POD_NAME", "the pod's own name", config.pod().name());
    missing(
        "keyway.pod.namespace", "POD_NAMESPACE", "the Lease's namespace", config.pod().namespace());
    atLeast("keyway.leader-election.retry-period", election.retryPeriod(), Duration.ofSeconds(1));
    atLeast(
        "keyway.leader-election.lease-duration",
        election.leaseDuration(),
        election.retryPeriod().multipliedBy(4));
  }

  private void endpoints() {
    var aws = config.aws();
    endpoint("keyway.aws.endpoint-url", aws.endpointUrl());
    endpoint("keyway.aws.sqs.endpoint-url", aws.sqs().endpointUrl());
    endpoint("keyway.aws.sns.endpoint-url", aws.sns().endpointUrl());
    endpoint("keyway.aws.kms.endpoint-url", aws.kms().endpointUrl());
    endpoint("keyway.aws.sts.endpoint-url", aws.sts().endpointUrl());
  }

  private void required(
      String key, String variable, String meaning, Optional<String> value, Pattern pattern) {
    missing(key, variable, meaning, value);
    value
        .filter(found -> !pattern.matcher(found).matches())
        .ifPresent(
            found ->
                problems.add(
                    "%s is '%s': set it to %s (matching %s)"
                        .formatted(key, found, meaning, pattern)));
  }

  private void missing(String key, String variable, String meaning, Optional<String> value) {
    if (value.isEmpty()) {
      problems.add(
          "%s is not set: set it, or the environment variable %s, to %s"
              .formatted(key, variable, meaning));
    }
  }

  private void atLeast(String key, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      problems.add("%s is %s: use at least %s".formatted(key, value, least));
    }
  }

  private void endpoint(String key, Optional<URI> value) {
    value
        .filter(uri -> uri.getHost() == null || !"http https".contains(schemeOf(uri)))
        .ifPresent(
            uri ->
                problems.add(
                    "%s is '%s': use a URL such as http://127.0.0.1:4566".formatted(key, uri)));
  }

  private static String schemeOf(URI uri) {
    return uri.getScheme() == null ? "none" : uri.getScheme();
  }
}
