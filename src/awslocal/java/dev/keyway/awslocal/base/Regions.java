package dev.keyway.awslocal.base;

import java.util.Set;

/**
 * Regions that an account has to opt in to, and by which name SNS calls into a queue's region
 * ("Sending Amazon SNS messages to an Amazon SQS queue in a different Region", SNS developer
 * guide).
 */
public final class Regions {

  private static final Set<String> OPT_IN =
      Set.of(
          "af-south-1",
          "ap-east-1",
          "ap-east-2",
          "ap-south-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-west-1",
          "eu-central-2",
          "eu-south-1",
          "eu-south-2",
          "il-central-1",
          "me-central-1",
          "me-south-1",
          "mx-central-1");

  private Regions() {}

  public static boolean isOptIn(String region) {
    return OPT_IN.contains(region);
  }

  /** The service principal by which SNS of one region delivers to another. */
  public static String snsPrincipal(String topicRegion, String queueRegion) {
    if (topicRegion.equals(queueRegion) || (!isOptIn(topicRegion) && !isOptIn(queueRegion))) {
      return "sns.amazonaws.com";
    }
    String optedIn = isOptIn(queueRegion) ? queueRegion : topicRegion;
    return "sns." + optedIn + ".amazonaws.com";
  }

  /**
   * AWS delivers within a Region and between an opt-in and a default one, not between two opt-in
   * ones.
   */
  public static boolean canDeliver(String topicRegion, String queueRegion) {
    return topicRegion.equals(queueRegion) || !(isOptIn(topicRegion) && isOptIn(queueRegion));
  }
}
