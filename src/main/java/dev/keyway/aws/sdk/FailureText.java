package dev.keyway.aws.sdk;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts of failures as they may be shown: the same words for the same failure, and no secrets. What
 * would differ from call to call makes a status change on every pass.
 */
final class FailureText {
  private static final int LONGEST = 1000;

  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String regex, String replacement) {
      return new Rule(Pattern.compile(regex), replacement);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          // A refused signature is explained with the request as AWS saw it: headers and all.
          Rule.of("(?s)\\s*The Canonical String for this request should have been.*", ""),
          Rule.of("\\(Service: [^()]*Request ID: [^()]*\\)", ""),
          Rule.of("(?i)\\(?\\brequest ?id:? [0-9a-z-]+\\)?", ""),
          Rule.of("\\((SDK )?(Attempt Count|Diagnostics): [^()]*\\)", ""),
          Rule.of("\\b(AKIA|ASIA)[A-Z0-9]{12,}\\b", "$1…"),
          Rule.of("\\b\\d{8}T\\d{6}Z\\b", "…"),
          // The reasons follow, provider by provider.
          Rule.of("(?s)(Unable to load credentials) from any of the .*?\\]\\) : \\[", "$1: ["),
          // The session's name changes with every new set of credentials.
          Rule.of("(:assumed-role/[^/\\s]+)/[^\\s,;:'\"]+", "$1/…"),
          Rule.of("\\b([A-Za-z]\\w*)@[0-9a-f]{5,8}\\b", "$1"),
          Rule.of("\\s+", " "));

  private FailureText() {}

  /** Return the text fit to be shown and compared. */
  static String clean(@Nullable String text, @Nullable String requestId) {
    if (text == null) {
      return "no message";
    }
    String cleaned = requestId == null || requestId.isEmpty() ? text : text.replace(requestId, "");
    for (Rule rule : RULES) {
      cleaned = rule.pattern().matcher(cleaned).replaceAll(rule.replacement());
    }
    String stripped = cleaned.strip();
    if (stripped.isEmpty()) {
      return "no message";
    }
    return stripped.length() <= LONGEST ? stripped : stripped.substring(0, LONGEST - 1) + "…";
  }
}
