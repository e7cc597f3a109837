package dev.keyway.cli;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Says what is wrong with a command line. */
final class Usage {
  private Usage() {}

  static ParameterException wrong(@Nullable CommandSpec spec, String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  static void require(boolean right, @Nullable CommandSpec spec, String otherwise) {
    if (!right) {
      throw wrong(spec, otherwise);
    }
  }

  /** Standard input can be read once. */
  static void requireOneStandardInput(@Nullable CommandSpec spec, Stream<String> files) {
    boolean once = files.filter(Terminal.STANDARD_INPUT::equals).count() <= 1;
    require(once, spec, "only one file can be -, which reads standard input");
  }
}
