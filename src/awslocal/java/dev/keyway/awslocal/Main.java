package dev.keyway.awslocal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The local AWS as a process: {@code --port N --config file.json}. */
public final class Main {

  private static final String USAGE = "usage: [--port N] [--config file.json]";

  private Main() {}

  /** Starts, says where, and serves until the process is ended. */
  public static void main(String[] args) throws IOException, InterruptedException {
    LocalAwsConfig config = config(args);
    try (LocalAws aws = LocalAws.start(config)) {
      System.out.println("ready " + aws.endpoint());
      System.out.flush();
      Thread.currentThread().join();
    }
  }

  static LocalAwsConfig config(String[] args) throws IOException {
    LocalAwsConfig config = LocalAwsConfig.of("111111111111");
    int port = -1;
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(USAGE);
      }
      switch (args[i]) {
        case "--port" -> port = Integer.parseInt(args[i + 1]);
        case "--config" -> config = LocalAwsConfig.read(Files.readString(Path.of(args[i + 1])));
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return port < 0 ? config : config.withPort(port);
  }
}
