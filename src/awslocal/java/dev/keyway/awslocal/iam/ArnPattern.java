package dev.keyway.awslocal.iam;

import java.util.List;
import java.util.stream.IntStream;

/**
 * ARN operators compare the six parts of an ARN one by one, each with wildcards ("Amazon Resource
 * Name (ARN) condition operators", IAM user guide): {@code arn:aws:sns:*} matches no topic.
 */
final class ArnPattern {

  private static final int PARTS = 6;

  private ArnPattern() {}

  static boolean matches(String wanted, boolean variables, String actual, RequestContext context) {
    // variables first: their names have colons, and their values may be whole ARNs
    List<Glob> patterns =
        Glob.compile(wanted, variables, context).map(g -> g.split(':', PARTS)).orElse(List.of());
    String[] parts = actual.split(":", PARTS);
    return patterns.size() == PARTS
        && parts.length == PARTS
        && IntStream.range(0, PARTS).allMatch(i -> patterns.get(i).matches(parts[i]));
  }
}
