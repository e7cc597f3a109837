package dev.keyway.policy;

/**
 * A document is beyond what a service accepts.
 *
 * @param place {@code document} or, counted from 0, {@code Statement[3]}
 * @param what the thing that is counted, for example {@code bytes}
 * @param source the AWS documentation that states the limit
 */
public record LimitViolation(String place, String what, int actual, int maximum, String source) {
  /** One sentence for people. */
  public String message() {
    return "%s has %d %s; the limit is %d (%s)".formatted(place, actual, what, maximum, source);
  }
}
