package dev.keyway.policy;

import java.util.List;

/**
 * What is known of a condition key in a request. Presence and value are known apart, because {@code
 * Null} asks for the one and comparisons for both.
 */
public sealed interface ContextValue {

  /** Present with these values; more than one only for a multivalued key. */
  record Known(List<String> values) implements ContextValue {
    public Known {
      values = List.copyOf(values);
    }
  }

  /** Known not to be in the request. */
  record Absent() implements ContextValue {}

  /** In the request, with a value that is not known. */
  record PresentUnknown() implements ContextValue {}

  /** Nothing is known. */
  record Unknown() implements ContextValue {}
}
