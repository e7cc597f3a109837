package dev.keyway.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parts of what {@code kubectl get -o yaml} prints, as it prints them. */
final class Excerpt {
  private static final String FIELD = "  ";
  private static final String ITEM = "  - ";

  private Excerpt() {}

  /** Return the lines of one field of the status; without a field that is not there. */
  static String ofStatus(String yaml, String field) {
    var lines = yaml.lines().dropWhile(line -> !line.equals("status:")).skip(1).toList();
    var found = new ArrayList<String>();
    boolean inside = false;
    for (var line : lines) {
      boolean begins = line.startsWith(FIELD) && " -".indexOf(line.charAt(FIELD.length())) < 0;
      inside = begins ? line.startsWith(FIELD + field + ":") : inside;
      if (inside) {
        found.add(line);
      }
    }
    return String.join("\n", found);
  }

  /** Return the conditions of these types. */
  static String conditions(String yaml, Set<String> types) {
    var found = new ArrayList<String>();
    var item = new ArrayList<String>();
    for (var line : ofStatus(yaml, "conditions").lines().skip(1).toList()) {
      if (line.startsWith(ITEM)) {
        found.addAll(chosen(item, types).orElse(List.of()));
        item.clear();
      }
      item.add(line);
    }
    found.addAll(chosen(item, types).orElse(List.of()));
    return "  conditions:\n" + String.join("\n", found);
  }

  private static Optional<List<String>> chosen(List<String> item, Set<String> types) {
    return item.stream().anyMatch(line -> types.stream().anyMatch(t -> line.endsWith("type: " + t)))
        ? Optional.of(List.copyOf(item))
        : Optional.empty();
  }
}
