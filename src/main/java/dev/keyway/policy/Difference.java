package dev.keyway.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One way in which an observed policy is not what was desired.
 *
 * @param sid of the statement; null when it has none, or for the document
 * @param desired what should stand there; empty when nothing should
 * @param observed what stands there; empty when nothing does
 */
public record Difference(@Nullable String sid, Part part, String desired, String observed) {

  /** What differs. */
  public enum Part {
    /** The version, where that changes what a variable means. */
    VERSION,
    /** A desired statement has no counterpart. */
    STATEMENT_MISSING,
    /** An observed statement has no counterpart. */
    STATEMENT_ADDED,
    EFFECT,
    PRINCIPAL,
    /** A principal was deleted: AWS returns its unique id in place of its ARN. */
    DANGLING_PRINCIPAL,
    ACTION,
    RESOURCE,
    CONDITION
  }

  /** One sentence for people. */
  public String message() {
    String where = sid == null ? "" : sid + ": ";
    return where
        + switch (part) {
          case STATEMENT_MISSING -> "the statement is missing, should be " + desired;
          case STATEMENT_ADDED -> "the statement should not be there, is " + observed;
          case VERSION, EFFECT, PRINCIPAL, DANGLING_PRINCIPAL, ACTION, RESOURCE, CONDITION ->
              "%s is %s, should be %s"
                  .formatted(
                      part.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                      observed.isEmpty() ? "nothing" : observed,
                      desired.isEmpty() ? "nothing" : desired);
        };
  }
}
