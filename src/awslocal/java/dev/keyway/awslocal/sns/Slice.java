package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Params;
import java.util.List;

/** A hundred of a list, as SNS answers lists. */
record Slice<T>(List<T> items, int next, boolean more) {

  private static final int SIZE = 100;

  static <T> Slice<T> of(List<T> all, Params params) {
    int from = Math.min(params.number("NextToken").orElse(0), all.size());
    int to = Math.min(from + SIZE, all.size());
    return new Slice<>(all.subList(from, to), to, to < all.size());
  }

  ObjectNode describe(ObjectNode answer) {
    return more ? answer.put("NextToken", Integer.toString(next)) : answer;
  }
}
