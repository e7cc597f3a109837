package dev.keyway.scenario;

import dev.keyway.aws.Aws;
import dev.keyway.cli.AwsLogin;
import dev.keyway.cli.Cli;
import dev.keyway.cli.LiveObjects;
import dev.keyway.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code keyway import} in a world. */
final class ImportCall {
  private final World world;
  private final StringWriter out;
  private final StringWriter err;

  ImportCall(World world) {
    this(world, new StringWriter(), new StringWriter());
  }

  ImportCall(World world, StringWriter out, StringWriter err) {
    this.world = world;
    this.out = out;
    this.err = err;
  }

  /** Run it and return its exit code. */
  int run(String... options) {
    var args = new ArrayList<>(List.of("import"));
    args.addAll(List.of(options));
    var terminal =
        new Terminal(
            Path.of(""), InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err));
    AwsLogin login = (_, _) -> new Session(world.aws());
    LiveObjects noCluster =
        (_, _) -> {
          throw new LiveObjects.Unreadable("is not asked", new IOException());
        };
    return Cli.run(terminal, noCluster, login, args.toArray(String[]::new));
  }

  String stdout() {
    return out.toString();
  }

  String stderr() {
    return err.toString();
  }

  private record Session(Aws aws) implements AwsLogin.Session {
    @Override
    public void close() {}
  }
}
