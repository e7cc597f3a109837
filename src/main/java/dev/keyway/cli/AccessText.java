package dev.keyway.cli;

import dev.keyway.grants.Access;
import dev.keyway.grants.Held;
import dev.keyway.policy.Condition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who has which access, for people. */
final class AccessText {
  private AccessText() {}

  /**
   * Print all that one principal is granted, and what is to be added.
   *
   * @param foreignKeys ARNs of keys whose owners give the grants
   */
  static void print(PrintWriter out, Access access, Set<String> foreignKeys) {
    out.println(access.principal());
    grants(out, "Keyway grants:", access, held -> !foreignKeys.contains(held.resourceArn()));
    grants(
        out,
        "The owner of the key, which is not Keyway's, has to grant:",
        access,
        held -> foreignKeys.contains(held.resourceArn()));
    if (access.toAdd().isPresent()) {
      toAdd(out, access, "  ");
    } else {
      out.println("  Nothing has to be added: it is of the same account as what it uses.");
    }
  }

  private static void grants(PrintWriter out, String title, Access access, Predicate<Held> which) {
    var held = access.held().stream().filter(which).toList();
    if (held.isEmpty()) {
      return;
    }
    out.println("  " + title);
    for (Held one : held) {
      out.println("    on " + one.resourceArn() + ", for " + one.grant().asker() + ":");
      out.println("      " + String.join(", ", one.grant().group().actions()));
      conditions(one).forEach(condition -> out.println("      only if " + condition));
    }
  }

  /** Print what is to be added for one principal. */
  static void toAdd(PrintWriter out, Access access, String indent) {
    var policy = access.toAdd().orElseThrow();
    out.println(
        indent
            + (access.isAccount()
                ? "In account "
                    + access.account()
                    + ", attach this to the roles and users that shall have access:"
                : "In account "
                    + access.account()
                    + ", attach this to "
                    + access.principal().replaceFirst(".*:(role|user)/", "the $1 ")
                    + ":"));
    out.println(
        JsonText.lines(PlannedObject.json(policy.toJson()))
            .indent(indent.length() + 2)
            .stripTrailing());
  }

  static List<String> conditions(Held held) {
    return held.grant().group().conditions().stream().map(AccessText::text).toList();
  }

  private static String text(Condition condition) {
    return condition.key()
        + " "
        + condition.operator()
        + " "
        + condition.values().stream().collect(Collectors.joining(" or "));
  }
}
