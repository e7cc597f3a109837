package dev.keyway.awslocal.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Params;
import java.util.List;

/** A part of a list, as Limit and Marker ask for it. */
record Page<T>(List<T> items, int next, boolean truncated) {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  static <T> Page<T> of(List<T> all, Params params) {
    int limit = params.number("Limit").orElse(DEFAULT_LIMIT);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw KmsErrors.validation("Limit must be between 1 and 1000");
    }
    int from = Math.min(params.number("Marker").orElse(0), all.size());
    int to = Math.min(from + limit, all.size());
    return new Page<>(all.subList(from, to), to, to < all.size());
  }

  ObjectNode describe(ObjectNode answer) {
    answer.put("Truncated", truncated);
    return truncated ? answer.put("NextMarker", Integer.toString(next)) : answer;
  }
}
