package dev.keyway.runtime;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process begins. */
@QuarkusMain
public final class KeywayMain {
  /** JOSDK would put seven keys beside ours on each line. */
  private static final String JOSDK_MDC = "JAVA_OPERATOR_SDK_USE_MDC";

  private KeywayMain() {}

  /** Start the operator. */
  public static void main(String... args) {
    System.setProperty(JOSDK_MDC, "false");
    try {
      Flags.toSettings(args).forEach(System::setProperty);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(KeywayApplication.MISCONFIGURED);
    }
    Quarkus.run(KeywayApplication.class);
  }
}
