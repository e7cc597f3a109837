package dev.keyway.cli;

import dev.keyway.policy.ResourceKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code keyway plan | grants | import | policy}. */
public final class Cli {
  private static final int WIDTH = 100;
  private static final Set<String> OWN_FLAGS = Set.of("--help", "--version");

  private Cli() {}

  /** Whether the arguments are a command; flags alone, or none, are for the operator. */
  public static boolean handles(String... args) {
    return args.length > 0
        && !args[0].isEmpty()
        && (!args[0].startsWith("--") || OWN_FLAGS.contains(args[0]));
  }

  /**
   * Run a command to its exit code; what was printed is flushed.
   *
   * @param live how a command that asks for it reads a cluster
   * @param login how a command that asks for it signs in to AWS
   */
  public static int run(Terminal terminal, LiveObjects live, AwsLogin login, String... args) {
    int exitCode =
        commands(terminal, live, login)
            .registerConverter(
                ResourceKind.class, converter(ResourceKind.values(), ResourceKind::service))
            .registerConverter(Answer.class, converter(Answer.values(), Answer::word))
            .registerConverter(
                Format.class,
                converter(Format.values(), format -> format.name().toLowerCase(Locale.ROOT)))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
            .setUsageHelpWidth(WIDTH)
            .setParameterExceptionHandler(Cli::wrongUsage)
            .setExecutionExceptionHandler(
                (failure, command, _) -> badInput(terminal, failure, command))
            .execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return exitCode;
  }

  private static CommandLine commands(Terminal terminal, LiveObjects live, AwsLogin login) {
    var policy =
        new CommandLine(new PolicyCommand())
            .addSubcommand(new EvaluateCommand(terminal))
            .addSubcommand(new CompareCommand(terminal))
            .addSubcommand(new LintCommand(terminal));
    policy.getSubcommands().values().forEach(Cli::addHelp);
    var plan = new CommandLine(new PlanCommand(terminal));
    var grants = new CommandLine(new GrantsCommand(terminal, live));
    var imports = new CommandLine(new ImportCommand(terminal, login));
    Stream.of(policy, plan, grants, imports).forEach(Cli::addHelp);
    return new CommandLine(new KeywayCommand())
        .addSubcommand(plan)
        .addSubcommand(grants)
        .addSubcommand(imports)
        .addSubcommand(policy);
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
  }

  private static <T> ITypeConverter<T> converter(T[] values, Function<T, String> word) {
    return text ->
        Arrays.stream(values)
            .filter(value -> word.apply(value).equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        Arrays.stream(values).map(word).collect(Collectors.joining(", "))
                            + " are possible, not '"
                            + text
                            + "'"));
  }

  private static int wrongUsage(ParameterException failure, String[] args) {
    var command = failure.getCommandLine();
    var err = command.getErr();
    err.println(
        "keyway: "
            + (failure instanceof UnmatchedArgumentException unmatched
                ? "there is no command or option " + unmatched.getUnmatched().getFirst()
                : failure.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.BAD_INPUT;
  }

  private static int badInput(Terminal terminal, Exception failure, CommandLine command)
      throws Exception {
    if (!(failure instanceof BadInput bad)) {
      throw failure;
    }
    if (command.getParseResult().matchedOptionValue("--output", Format.TEXT) == Format.JSON) {
      terminal.out().println(JsonText.lines(json(bad).build()));
    } else {
      terminal.err().println("keyway: " + bad.getMessage());
    }
    return ExitCode.BAD_INPUT;
  }

  private static JsonObject json(BadInput bad) {
    return new JsonObject()
        .put("result", "invalid")
        .put("input", bad.input())
        .put("place", bad.place())
        .put("rule", bad.rule());
  }
}
