package dev.keyway.policy;

import java.util.List;

/**
 * Whether one part of a statement matches a request. Text for people is put together only when it
 * is asked for: most findings are never read.
 *
 * @param part what was looked at: {@code principal}, {@code ArnEquals aws:SourceArn}
 * @param wanted the values of the statement
 * @param found the values of the request
 * @param missing what is not known, when the truth is unknown
 */
record Finding(
    Truth truth, String part, List<String> wanted, List<String> found, List<String> missing) {

  private static final int SHOWN = 3;

  static Finding yes(String part) {
    return new Finding(Truth.YES, part, List.of(), List.of(), List.of());
  }

  static Finding no(String part, List<String> wanted, List<String> found) {
    return new Finding(Truth.NO, part, wanted, found, List.of());
  }

  static Finding unknown(String part, String missing) {
    return new Finding(Truth.UNKNOWN, part, List.of(), List.of(), List.of(missing));
  }

  String text() {
    return switch (truth) {
      case YES -> part + " matches";
      case NO -> part + " wants " + shown(wanted) + ", request has " + shown(found);
      case UNKNOWN -> part + " is unknown without " + shown(missing);
    };
  }

  private static String shown(List<String> values) {
    if (values.isEmpty()) {
      return "none";
    }
    String text = String.join(" or ", values.subList(0, Math.min(SHOWN, values.size())));
    return values.size() > SHOWN ? text + " or " + (values.size() - SHOWN) + " more" : text;
  }
}
