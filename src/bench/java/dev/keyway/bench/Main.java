package dev.keyway.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks and prints one line for each; takes JMH's own arguments. */
public final class Main {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private Main() {}

  /** Run them. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    var options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(arguments))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    print(new Runner(options).run());
  }

  private static void print(Collection<RunResult> results) {
    System.out.printf(
        "JDK %s, %d processors; microseconds%n%n",
        Runtime.version(), Runtime.getRuntime().availableProcessors());
    row("operation", "document", "lowest", "median", "90 %", "99 %", "bytes allocated");
    for (var result : results) {
      var times = result.getPrimaryResult().getStatistics();
      var allocated = result.getSecondaryResults().get(ALLOCATED);
      row(
          result.getPrimaryResult().getLabel(),
          Objects.requireNonNullElse(result.getParams().getParam("shape"), ""),
          number(times.getMin()),
          number(times.getPercentile(50)),
          number(times.getPercentile(90)),
          number(times.getPercentile(99)),
          allocated == null ? "" : String.format(Locale.ROOT, "%,.0f", allocated.getScore()));
    }
  }

  private static String number(double microseconds) {
    return String.format(Locale.ROOT, "%,.1f", microseconds);
  }

  private static void row(String operation, String document, String... numbers) {
    var line = new StringBuilder(String.format(Locale.ROOT, "%-22s %-9s", operation, document));
    for (var number : numbers) {
      line.append(String.format(Locale.ROOT, " %15s", number));
    }
    System.out.println(line);
  }
}
