package dev.keyway.cli;

import dev.keyway.aws.Aws;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.imports.ExistingReader;
import dev.keyway.imports.Imported;
import dev.keyway.imports.Importing;
import dev.keyway.imports.Manifests;
import dev.keyway.imports.NotThere;
import java.util.List;
import java.util.Map;

/** Reads, writes the YAML, and says what is insecure. */
final class ImportRun {
  private final Terminal terminal;
  private final Aws aws;

  ImportRun(Terminal terminal, Aws aws) {
    this.terminal = terminal;
    this.aws = aws;
  }

  int run(ImportRoots roots, String name, boolean withStatements, Manifests.Style style)
      throws BadInput {
    try {
      var existing = new ExistingReader(aws).read(roots.arns());
      var chosen =
          name.isEmpty() ? Map.<String, String>of() : Map.of(roots.arns().getFirst(), name);
      var objects = Importing.objects(existing, chosen, withStatements);
      terminal.out().print(Manifests.yaml(objects, style));
      return summary(objects);
    } catch (NotThere e) {
      throw BadInput.of(String.valueOf(e.getMessage()));
    } catch (AwsException e) {
      terminal.err().println("keyway: " + message(e.failure()));
      return ExitCode.UNKNOWN;
    }
  }

  private int summary(List<Imported> objects) {
    long insecure = 0;
    for (var object : objects) {
      for (var note : object.notes()) {
        var title = object.title() + ": ";
        var mark = note.insecure() ? "INSECURE: " : "";
        terminal.err().println(title + mark + note.text());
        insecure += note.insecure() ? 1 : 0;
      }
    }
    terminal
        .err()
        .println(objects.size() + " object(s) written; " + insecure + " insecure finding(s).");
    return insecure == 0 ? ExitCode.YES : ExitCode.NO;
  }

  private static String message(AwsFailure failure) {
    var action = failure.service() + ":" + failure.operation();
    return switch (failure.cause()) {
      case ACCESS_DENIED ->
          "AWS denies %s on %s. Allow it to these credentials; nothing was written."
              .formatted(action, failure.resource());
      case CREDENTIALS ->
          "there are no valid AWS credentials (" + failure.code() + "); nothing was written.";
      case UNREACHABLE ->
          "AWS cannot be reached for " + action + " (" + failure.code() + "); nothing was written.";
      default -> failure.describe() + "; nothing was written.";
    };
  }
}
