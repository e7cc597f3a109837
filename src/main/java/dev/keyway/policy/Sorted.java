package dev.keyway.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Lists whose order and repetition carry no meaning, brought to one form. */
final class Sorted {
  private Sorted() {}

  static List<String> texts(Collection<String> texts) {
    return texts.size() == 1 ? List.copyOf(texts) : texts.stream().distinct().sorted().toList();
  }

  static List<Principal> principals(Collection<Principal> principals) {
    return principals.stream()
        .distinct()
        .sorted(Comparator.comparing(Principal::kind).thenComparing(Principal::value))
        .toList();
  }
}
