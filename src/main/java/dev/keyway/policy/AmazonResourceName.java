package dev.keyway.policy;

import java.util.Optional;

/**
 * The six parts of an ARN; the last keeps its colons.
 *
 * <p>Source: IAM User Guide, "Amazon Resource Names (ARNs)".
 */
public record AmazonResourceName(
    String partition, String service, String region, String account, String resource) {

  private static final int PARTS = 6;

  /** The ARN; empty if the text is none. */
  public static Optional<AmazonResourceName> parse(String text) {
    String[] parts = text.split(":", PARTS);
    if (parts.length < PARTS || !parts[0].equals("arn") || parts[5].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new AmazonResourceName(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  /** Whether {@link #parse} finds one. */
  static boolean isArn(String text) {
    int colons = 0;
    for (int i = 0; i < text.length() - 1 && colons < PARTS - 1; i++) {
      colons += text.charAt(i) == ':' ? 1 : 0;
    }
    return colons == PARTS - 1 && text.startsWith("arn:");
  }

  public static AmazonResourceName of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an ARN: \"" + text + "\""));
  }

  /** Whether it stands for an account and its root user. */
  public boolean isAccountRoot() {
    return service.equals("iam") && resource.equals("root") && AccountId.isAccountId(account);
  }

  /** Whether it is of a {@code role}, {@code user} or other type of IAM. */
  public boolean isIam(String type) {
    return service.equals("iam") && resource.startsWith(type + "/");
  }

  /** The name without its path. */
  String name() {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
