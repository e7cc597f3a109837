package dev.keyway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One folder a case: {@code command} with an argument a line, the files that it reads, {@code
 * stdin} if it has any; expected are {@code stdout}, {@code stderr} (absent: nothing) and {@code
 * exit}. With {@code -Dkeyway.refresh=true} what is expected is written first, to be read by a
 * person.
 */
class CliGoldenTest {
  private static final Path CASES = Path.of("src", "test", "resources", "cli");

  private static final Pattern EXAMPLE =
      Pattern.compile("```console\n\\$ \\./keyway (.*)\n([\\s\\S]*?)```");

  private record Printed(String stdout, String stderr, String exit) {}

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.filter(Files::isDirectory).sorted().toList().stream()
          .map(
              folder ->
                  DynamicTest.dynamicTest(
                      folder.getFileName().toString(), () -> assertPrints(folder)));
    }
  }

  private static void assertPrints(Path folder) throws IOException {
    var printed = run(folder);
    if (Boolean.getBoolean("keyway.refresh")) {
      write(folder.resolve("stdout"), printed.stdout);
      write(folder.resolve("stderr"), printed.stderr);
      write(folder.resolve("exit"), printed.exit);
    }

    assertThat(printed)
        .isEqualTo(
            new Printed(
                read(folder.resolve("stdout")),
                read(folder.resolve("stderr")),
                read(folder.resolve("exit"))));
  }

  @Test
  void everyExitCodeAndEveryCommandHasItsCase() throws IOException {
    Set<String> seen = new TreeSet<>();
    int cases = 0;
    try (var folders = Files.list(CASES)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        String command = Files.readString(folder.resolve("command"));
        for (String name : Set.of("evaluate", "compare", "lint", "--batch", "plan", "grants")) {
          if (command.lines().anyMatch(name::equals)) {
            seen.add(name + " " + read(folder.resolve("exit")).strip());
          }
        }
        cases++;
      }
    }

    assertThat(cases).isGreaterThanOrEqualTo(30);
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "evaluate 0",
            "evaluate 1",
            "evaluate 2",
            "evaluate 3",
            "compare 0",
            "compare 1",
            "compare 2",
            "compare 3",
            "lint 0",
            "lint 1",
            "lint 2",
            "plan 0",
            "plan 1",
            "plan 2",
            "plan 3",
            "grants 0",
            "grants 2",
            "grants 3",
            "--batch 0",
            "--batch 2");
  }

  @Test
  void theExamplesOfThePagesAreCases() throws IOException {
    String page = Files.readString(Path.of("docs", "policy-engine.md"));

    assertShows(page, 2);
    assertShows(Files.readString(Path.of("docs", "command-line.md")), 3);
    assertThat(page)
        .contains(
            "```json\n"
                + Files.readString(CASES.resolve("evaluate-other-topic").resolve("request.json"))
                + "```");
  }

  private static void assertShows(String page, int atLeast) throws IOException {
    var examples = EXAMPLE.matcher(page).results().toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(atLeast);
    for (var example : examples) {
      assertThat(printedBy(example.group(1))).contains(example.group(2));
    }
  }

  private static Set<String> printedBy(String command) throws IOException {
    Set<String> printed = new TreeSet<>();
    try (var folders = Files.list(CASES)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        if (String.join(" ", Files.readAllLines(folder.resolve("command"))).equals(command)) {
          printed.add(read(folder.resolve("stdout")) + read(folder.resolve("stderr")));
        }
      }
    }
    return printed;
  }

  private static Printed run(Path folder) throws IOException {
    var out = new StringWriter();
    var err = new StringWriter();
    var stdin = folder.resolve("stdin");
    var in =
        new ByteArrayInputStream(Files.exists(stdin) ? Files.readAllBytes(stdin) : new byte[0]);
    String[] args = Files.readAllLines(folder.resolve("command")).toArray(String[]::new);
    assertThat(Cli.handles(args)).isTrue();
    var terminal = new Terminal(folder, in, new PrintWriter(out), new PrintWriter(err));
    int exit = Cli.run(terminal, new NoCluster(), NoAws.LOGIN, args);
    return new Printed(out.toString(), err.toString(), exit + "\n");
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static void write(Path file, String text) throws IOException {
    if (text.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Files.writeString(file, text);
    }
  }
}
