package dev.keyway.awslocal.base;

import java.util.Optional;

/**
 * An Amazon Resource Name, cut into its six parts ("Amazon Resource Names", AWS General Reference).
 *
 * @param resource everything after the fifth colon, colons included
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /** Reads an ARN; empty when the text is not one. */
  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", 6);
    if (parts.length != 6 || !parts[0].equals("arn")) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  /** Whether the text is an ARN of this service. */
  public static boolean isOf(String service, String text) {
    return parse(text).filter(arn -> arn.service().equals(service)).isPresent();
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
