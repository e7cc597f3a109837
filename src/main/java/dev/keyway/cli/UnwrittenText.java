package dev.keyway.cli;

import dev.keyway.dryrun.Unwritten;
import java.io.PrintWriter;

/** An object for which nothing is written. */
final class UnwrittenText {
  private UnwrittenText() {}

  static void print(PrintWriter out, Unwritten one) {
    out.println(
        "   %s in namespace %s: management: %s%s"
            .formatted(one.object(), one.namespace(), one.management(), consequence(one)));
    one.plan().forEach(change -> out.println("     " + text(change)));
  }

  static JsonObject json(Unwritten one) {
    return new JsonObject()
        .put("object", one.object())
        .put("namespace", one.namespace())
        .put("management", one.management())
        .putAll(
            "plan",
            one.plan().stream()
                .map(c -> new JsonObject().put("action", c.action()).put("values", c.values()))
                .toList());
  }

  private static String consequence(Unwritten one) {
    if (!one.isReported()) {
      return ".";
    }
    if (one.adopted()) {
      return ". What it is like is not known here; status.plan will say what would be written.";
    }
    return one.plan().isEmpty() ? "." : "; status.plan would say, cut to 256 characters:";
  }

  private static String text(Unwritten.Change change) {
    return change.values() == null ? change.action() : change.action() + " " + change.values();
  }
}
