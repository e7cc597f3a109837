package dev.keyway.reconcile;

import java.time.Duration;

/**
 * The operator's settings that passes depend on.
 *
 * @param clusterId names this cluster in the ownership tags; never changes
 * @param defaultRegion region of objects whose spec names none
 * @param namePrefix precedes default AWS names; may be empty
 * @param checkInterval how often a converged object is compared with AWS
 * @param propagation how long after an own write a differing read is not yet drift (AWS: 60 s)
 * @param settle how long grants have to stand before a live channel moves onto them (design §5.3)
 * @param withdraw how long grants stay after their use has ended (design §5.3)
 * @param keySearch how long the search for a key of an unanswered CreateKey has to stay empty
 *     before another one is made (design §5.7)
 * @param tenancy what the AccountBinding of the namespace sets
 */
public record Settings(
    String clusterId,
    String defaultRegion,
    String namePrefix,
    Duration checkInterval,
    Duration propagation,
    Duration settle,
    Duration withdraw,
    Duration keySearch,
    Tenancy tenancy) {

  /** How often tags and rotation are read: every so many checks. */
  public static final int SLOW_CHECKS = 12;

  /** Make the settings of namespaces that no AccountBinding serves. */
  public Settings(
      String clusterId,
      String defaultRegion,
      String namePrefix,
      Duration checkInterval,
      Duration propagation,
      Duration settle,
      Duration withdraw,
      Duration keySearch) {
    this(
        clusterId,
        defaultRegion,
        namePrefix,
        checkInterval,
        propagation,
        settle,
        withdraw,
        keySearch,
        Tenancy.OPEN);
  }

  /** Return settings with AWS's own times. */
  public static Settings of(String clusterId, String defaultRegion) {
    return new Settings(
        clusterId,
        defaultRegion,
        "",
        Duration.ofMinutes(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        Duration.ofMinutes(15),
        Duration.ofMinutes(5));
  }

  /**
   * Return the same for the namespaces of a binding.
   *
   * @param region of objects whose spec names none
   * @param prefix precedes default AWS names; may be empty
   */
  public Settings bound(String region, String prefix, Tenancy binding) {
    return new Settings(
        clusterId,
        region,
        prefix,
        checkInterval,
        propagation,
        settle,
        withdraw,
        keySearch,
        binding);
  }
}
