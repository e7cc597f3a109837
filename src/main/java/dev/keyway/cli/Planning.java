package dev.keyway.cli;

import dev.keyway.dryrun.DryRun;
import dev.keyway.dryrun.Environment;
import dev.keyway.dryrun.Forecast;
import dev.keyway.dryrun.Waiting;
import dev.keyway.manifest.Manifests;

/** {@code keyway plan}. */
final class Planning {
  private Planning() {}

  /** Plan and print. */
  static int run(Terminal terminal, Format format, Manifests manifests, Environment environment) {
    var forecast = DryRun.of(manifests.all(), environment);
    switch (format) {
      case TEXT -> new PlanText(terminal.out(), forecast, manifests.ignored()).print(environment);
      case JSON ->
          terminal
              .out()
              .println(
                  JsonText.lines(
                      PlanJson.of(forecast, environment, manifests.ignored(), result(forecast))));
    }
    return exitCode(forecast);
  }

  private static String result(Forecast forecast) {
    return switch (exitCode(forecast)) {
      case ExitCode.YES -> "ready";
      case ExitCode.NO -> "not-ready";
      default -> "incomplete";
    };
  }

  private static int exitCode(Forecast forecast) {
    if (forecast.waiting().isEmpty()) {
      return ExitCode.YES;
    }
    return forecast.waiting().stream().allMatch(Waiting::onReference)
        ? ExitCode.UNKNOWN
        : ExitCode.NO;
  }
}
