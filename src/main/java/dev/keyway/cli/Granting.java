package dev.keyway.cli;

import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.dryrun.DryRun;
import dev.keyway.dryrun.Environment;
import dev.keyway.dryrun.Holdings;
import dev.keyway.dryrun.Subject;
import dev.keyway.grants.Access;
import dev.keyway.grants.Held;
import dev.keyway.manifest.Manifests;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code keyway grants}. */
final class Granting {
  private final Terminal terminal;
  private final Format format;

  Granting(Terminal terminal, Format format) {
    this.terminal = terminal;
    this.format = format;
  }

  /** Tell of all objects in files. */
  int ofFiles(Manifests manifests, Environment environment) {
    var forecast = DryRun.of(manifests.all(), environment);
    var waiting =
        forecast.waiting().stream().map(w -> w.object() + ": " + w.reason() + ": " + w.message());
    var unwritten =
        forecast.unwritten().stream()
            .map(one -> one.object() + ": nothing is written, its management says so");
    return print(
        forecast.held(),
        Set.copyOf(forecast.assumed()),
        forecast.keyStatements(),
        Stream.concat(waiting, unwritten).toList());
  }

  /** Tell of one object in a cluster. */
  int ofObject(
      LiveObjects live, String object, @Nullable String context, @Nullable String namespace)
      throws BadInput {
    if (Subject.parse(object, "").isEmpty()) {
      throw BadInput.at(object, "is no object of Keyway's, such as encryptedqueue/orders");
    }
    try {
      var snapshot = live.read(context, namespace);
      var subject = Subject.parse(object, snapshot.namespace()).orElseThrow();
      if (!subject.isIn(snapshot.objects())) {
        throw BadInput.at(object, "is not in namespace " + snapshot.namespace());
      }
      var unready = subject.unready(snapshot.objects()).stream();
      return print(
          subject.held(snapshot.objects()),
          Holdings.foreign(snapshot.objects()),
          subject.keyStatements(snapshot.objects()),
          unready.map(why -> subject.label() + ": " + why).toList());
    } catch (LiveObjects.Unreadable e) {
      throw BadInput.at("cluster", String.valueOf(e.getMessage()));
    }
  }

  private int print(
      List<Held> held,
      Set<String> foreignKeys,
      List<KeyStatement> keyStatements,
      List<String> unready) {
    var access = Access.of(held);
    switch (format) {
      case TEXT -> text(access, foreignKeys, keyStatements, unready);
      case JSON ->
          terminal
              .out()
              .println(
                  JsonText.lines(
                      new JsonObject()
                          .put("result", unready.isEmpty() ? "complete" : "incomplete")
                          .putAll("access", access.stream().map(AccessJson::of).toList())
                          .putAll("keyStatements", KeyStatementText.json(keyStatements))
                          .put("notReady", unready)
                          .build()));
    }
    return unready.isEmpty() ? ExitCode.YES : ExitCode.UNKNOWN;
  }

  private void text(
      List<Access> access,
      Set<String> foreignKeys,
      List<KeyStatement> keyStatements,
      List<String> unready) {
    if (access.isEmpty()) {
      terminal.out().println("No role, user or account is named.");
    }
    for (int i = 0; i < access.size(); i++) {
      if (i > 0) {
        terminal.out().println();
      }
      AccessText.print(terminal.out(), access.get(i), foreignKeys);
    }
    keyStatements.stream()
        .map(KeyStatement::keyArn)
        .distinct()
        .forEach(keyArn -> owner(keyArn, KeyStatementText.of(keyStatements, keyArn)));
    for (var why : unready) {
      terminal.out().println();
      terminal.out().println("Not complete, so that grants may be missing: " + why);
    }
  }

  private void owner(String keyArn, List<KeyStatement> statements) {
    terminal.out().println();
    terminal.out().println("The owner of " + keyArn);
    terminal.out().println("has to add these statements to its policy:");
    KeyStatementText.print(terminal.out(), statements, 2);
  }
}
