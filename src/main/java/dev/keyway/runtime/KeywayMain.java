package dev.keyway.runtime;

import dev.keyway.cli.Cli;
import dev.keyway.cli.Terminal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the process begins. */
@QuarkusMain
public final class KeywayMain {
  /** JOSDK would put seven keys beside ours on each line. */
  private static final String JOSDK_MDC = "JAVA_OPERATOR_SDK_USE_MDC";

  private KeywayMain() {}

  /** Run a command of the command line, or start the operator. */
  public static void main(String... args) {
    if (Cli.handles(args)) {
      System.exit(Cli.run(terminal(), new ClusterObjects(), new DefaultLogin(), args));
    }
    System.setProperty(JOSDK_MDC, "false");
    try {
      Flags.toSettings(args).forEach(System::setProperty);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(KeywayApplication.MISCONFIGURED);
    }
    Quarkus.run(KeywayApplication.class);
  }

  private static Terminal terminal() {
    return new Terminal(Path.of(""), System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err));
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    var stream = new BufferedOutputStream(new FileOutputStream(descriptor));
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }
}
