package dev.keyway.cli;

import dev.keyway.dryrun.AwsObject;
import dev.keyway.dryrun.Environment;
import dev.keyway.dryrun.Forecast;
import dev.keyway.grants.Access;
import dev.keyway.grants.OtherAccount;
import dev.keyway.policy.PolicyLimits;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A forecast for people. */
final class PlanText {
  private final PrintWriter out;
  private final Forecast forecast;
  private final List<String> ignored;

  PlanText(PrintWriter out, Forecast forecast, List<String> ignored) {
    this.out = out;
    this.forecast = forecast;
    this.ignored = ignored;
  }

  void print(Environment environment) {
    int adopted = (int) forecast.objects().stream().filter(AwsObject::adopted).count();
    int created = forecast.objects().size() - adopted;
    out.println(
        "In account %s, region %s, Keyway would create %s%s."
            .formatted(
                environment.account(),
                environment.region(),
                created(created),
                adopted == 0
                    ? ""
                    : (created > 1 ? ", and" : " and") + " take over " + objects(adopted)));
    out.println("Ids that AWS gives out and uids are placeholders. Nothing was asked or written.");
    for (int i = 0; i < forecast.objects().size(); i++) {
      object(i + 1, forecast.objects().get(i));
    }
    assumed(environment.account());
    waiting("Would not become Ready:", false);
    waiting("Would become Ready, but not all that they name is there:", true);
    unwritten();
    access();
    ignored.forEach(document -> out.println("Ignored: " + document));
  }

  private static String created(int count) {
    return switch (count) {
      case 0 -> "nothing";
      case 1 -> objects(1);
      default -> objects(count) + ", in this order";
    };
  }

  private static String objects(int count) {
    return count == 1 ? "one object" : count + " objects";
  }

  private void object(int number, AwsObject object) {
    out.println();
    out.println(number + ". " + object.type().words() + " " + object.arn());
    out.println("   for " + object.owner() + " in namespace " + object.namespace());
    if (object.adopted()) {
      out.println("   It is there and taken over. What it is like is not known here: what follows");
      out.println("   is written where AWS has it otherwise, and whatever else it has is kept.");
    }
    entries("Attributes", PlannedObject.attributes(object));
    entries("Tags", object.tags());
    PlannedObject.policy(object).ifPresent(policy -> policy(object, policy));
  }

  private void entries(String title, Map<String, String> entries) {
    if (!entries.isEmpty()) {
      out.println("   " + title + ":");
      new TreeMap<>(entries)
          .forEach((name, value) -> out.println(("     " + name + ": " + value).stripTrailing()));
    }
  }

  private void policy(AwsObject object, PlannedObject.Policy policy) {
    var limits = PlannedObject.limits(object).orElseThrow();
    out.println(
        object.adopted()
            ? "   Keyway's own statements, beside those of others in its policy:"
            : "   Policy, %d of %d bytes, %s:"
                .formatted(
                    policy.document().sizeInBytes(),
                    limits.bytes(),
                    statements(policy.document().statements().size(), limits)));
    out.println(JsonText.lines(policy.json()).indent(5).stripTrailing());
  }

  private static String statements(int count, PolicyLimits limits) {
    var limit = limits.statements() == Integer.MAX_VALUE ? "" : " of " + limits.statements();
    return count + limit + (count == 1 && limit.isEmpty() ? " statement" : " statements");
  }

  private void assumed(String account) {
    if (forecast.assumed().isEmpty()) {
      return;
    }
    out.println();
    out.println("Taken to be there and to let Keyway's account in, because an ARN names it:");
    for (var arn : forecast.assumed()) {
      out.println("   " + arn);
      boolean foreign = arn.contains(":sns:") && !OtherAccount.account(arn).equals(account);
      if (foreign) {
        out.println("   Its policy has to allow sns:Subscribe to account " + account + ".");
      }
      var statements = KeyStatementText.of(forecast.keyStatements(), arn);
      if (!statements.isEmpty()) {
        out.println("   Its policy has to have these statements, which its owner adds:");
        KeyStatementText.print(out, statements, 5);
      }
    }
  }

  private void unwritten() {
    if (forecast.unwritten().isEmpty()) {
      return;
    }
    out.println();
    out.println("Nothing would be written for these, because they say so:");
    forecast.unwritten().forEach(one -> UnwrittenText.print(out, one));
  }

  private void waiting(String title, boolean ready) {
    var waiting = forecast.waiting().stream().filter(w -> w.ready() == ready).toList();
    if (waiting.isEmpty()) {
      return;
    }
    out.println();
    out.println(title);
    for (var one : waiting) {
      out.println(
          "   %s in namespace %s: %s: %s"
              .formatted(one.object(), one.namespace(), one.reason(), one.message()));
    }
  }

  private void access() {
    var access = Access.of(forecast.held());
    var needing = access.stream().filter(a -> a.toAdd().isPresent()).toList();
    if (access.isEmpty()) {
      return;
    }
    out.println();
    if (needing.isEmpty()) {
      out.println("No account has to add anything: all principals are of the same account.");
      return;
    }
    out.println("What has to be added to IAM policies, because Keyway cannot write them:");
    needing.forEach(one -> AccessText.toAdd(out, one, "   "));
  }
}
