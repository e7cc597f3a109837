package dev.keyway.dryrun;

import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Tenancy;

/**
 * Where the operator is taken to work.
 *
 * @param account its AWS account, 12 digits
 * @param region of objects that name none
 * @param clusterId as in the ownership tags
 * @param namePrefix precedes default AWS names; may be empty
 */
public record Environment(String account, String region, String clusterId, String namePrefix) {
  /** Return the operator's settings, with AWS's own times. */
  Settings settings() {
    return Settings.of(clusterId, region).bound(region, namePrefix, Tenancy.OPEN);
  }

  /** Return the partition that the region belongs to. */
  public String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
