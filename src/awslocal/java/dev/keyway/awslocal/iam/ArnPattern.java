package dev.keyway.awslocal.iam;

/**
 * ARN operators compare the six parts of an ARN one by one, each with wildcards ("Amazon Resource
 * Name (ARN) condition operators", IAM user guide): {@code arn:aws:sns:*} matches no topic.
 */
final class ArnPattern {

  private static final int PARTS = 6;

  private ArnPattern() {}

  static boolean matches(String wanted, boolean variables, String actual, RequestContext context) {
    String[] patterns = wanted.split(":", PARTS);
    String[] parts = actual.split(":", PARTS);
    if (patterns.length != PARTS || parts.length != PARTS) {
      return false;
    }
    for (int i = 0; i < PARTS; i++) {
      String part = parts[i];
      if (Glob.compile(patterns[i], variables, context).filter(g -> g.matches(part)).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
