package dev.keyway.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** All settings of Keyway; {@code docs/configuration.md} says what they mean. */
@ConfigMapping(prefix = "keyway")
public interface KeywayConfig {
  /** Names this cluster in the ownership tags. */
  Optional<String> clusterId();

  /** Region of objects whose spec names none. */
  Optional<String> defaultRegion();

  /** Precedes default AWS names. */
  Optional<String> namePrefix();

  /** What becomes of namespaces that no AccountBinding serves: open or bound. */
  @WithDefault("open")
  Tenants.Tenancy tenancy();

  /** How often a converged object is compared with AWS. */
  @WithDefault("10m")
  Duration checkInterval();

  /** How long after an own write a differing read is not yet drift. */
  @WithDefault("60s")
  Duration propagation();

  /** How long grants stay after their use has ended. */
  @WithDefault("15m")
  Duration withdraw();

  /** How long grants have to stand before a live queue or topic moves onto them. */
  @WithDefault("2m")
  Duration settle();

  /** How long the search for the key of an unanswered CreateKey goes on. */
  @WithDefault("5m")
  Duration keySearch();

  /** Namespaces to look after; none means all. */
  Optional<Set<String>> watchNamespaces();

  /** How many passes run at once. */
  @WithDefault("12")
  int threads();

  /** How long running passes may take to end when the process stops. */
  @WithDefault("25s")
  Duration shutdownGrace();

  /** The pod that this process runs in. */
  Pod pod();

  /** One instance works, the others stand by. */
  LeaderElection leaderElection();

  /** How AWS is reached. */
  AwsAccess aws();

  /** The pod that this process runs in. */
  interface Pod {
    /** Identity in the Lease and in Events. */
    Optional<String> name();

    /** Namespace of the Lease. */
    Optional<String> namespace();
  }

  /** One instance works, the others stand by. */
  interface LeaderElection {
    /** Whether a Lease decides which instance works. */
    @WithDefault("false")
    boolean enabled();

    /** How long a leader may be silent before another instance takes over. */
    @WithDefault("15s")
    Duration leaseDuration();

    /** How often the leader renews, and the others look. */
    @WithDefault("2s")
    Duration retryPeriod();
  }

  /** How AWS is reached. */
  interface AwsAccess {
    /** Replaces the endpoints of all services that have none of their own. */
    Optional<URI> endpointUrl();

    /** Amazon SQS. */
    Service sqs();

    /** Amazon SNS. */
    Service sns();

    /** AWS KMS. */
    Service kms();

    /** AWS STS. */
    Service sts();
  }

  /** How one service of AWS is reached. */
  interface Service {
    /** Replaces the service's endpoint in every region. */
    Optional<URI> endpointUrl();
  }
}
