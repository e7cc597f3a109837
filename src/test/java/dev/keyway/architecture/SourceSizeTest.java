package dev.keyway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files and methods stay small enough to be read at once, and every package forbids null. */
class SourceSizeTest {
  private static final int MAX_FILE = 250;
  private static final int MAX_METHOD = 30;
  private static final List<Path> MAIN =
      List.of(Path.of("src", "main", "java"), Path.of("src", "awslocal", "java"));

  private static final List<Path> ROOTS =
      Stream.concat(MAIN.stream(), Stream.of(Path.of("src", "test", "java"))).toList();

  /** Methods that are longer all the same, for a reason that all of a row share. */
  private static final Set<String> LONG_METHODS =
      Stream.of(
              // One constructor call of a record with many components, in their order.
              Set.of(
                  "KeyObserver.complete",
                  "KeyReport.of",
                  "QueueObserver.observe",
                  "QueueReport.of",
                  "SubscriptionObserver.observe",
                  "SubscriptionReport.of",
                  "TopicObserver.observe",
                  "TopicReport.of"),
              // One switch over a sealed type or an enum, a few lines a case.
              Set.of(
                  "ConditionOperator.matches",
                  "KeyRoom.apply",
                  "KeyWaits.of",
                  "QueueRoom.apply",
                  "TopicRoom.apply"),
              // Most lines are the messages for people.
              Set.of("QueuePlanner.invalid", "TopicPlanner.invalid"))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  @Test
  void filesAreShort() {
    var tooLong = new TreeMap<String, Integer>();
    for (var file : sources(MAIN)) {
      int lines = lines(file).size();
      if (lines > MAX_FILE) {
        tooLong.put(simpleName(file), lines);
      }
    }

    assertThat(tooLong).as("files of more than %s lines", MAX_FILE).isEmpty();
  }

  @Test
  void methodsAreShort() throws IOException {
    var tooLong = new TreeMap<>(methods(sources(MAIN)));
    tooLong.values().removeIf(lines -> lines <= MAX_METHOD);

    assertThat(tooLong.keySet())
        .as("methods of more than %s lines: %s", MAX_METHOD, tooLong)
        .isEqualTo(LONG_METHODS);
  }

  @Test
  void everyPackageForbidsNull() {
    var packages = new TreeSet<String>();
    var nullMarked = new TreeSet<String>();
    for (var root : ROOTS) {
      for (var file : sources(List.of(root))) {
        var name = root.relativize(file).resolveSibling("").toString();
        packages.add(name);
        if (file.endsWith("package-info.java") && lines(file).contains("@NullMarked")) {
          nullMarked.add(name);
        }
      }
    }

    assertThat(packages).isNotEmpty().isEqualTo(nullMarked);
  }

  /** Lines of each method's body, its braces included, by class and name. */
  private static Map<String, Integer> methods(List<Path> files) throws IOException {
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    var result = new TreeMap<String, Integer>();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      var positions = Trees.instance(task).getSourcePositions();
      for (var unit : task.parse()) {
        unit.accept(
            new TreeScanner<@Nullable Void, CompilationUnitTree>() {
              @Override
              public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree in) {
                var body = method.getBody();
                if (body != null) {
                  var map = in.getLineMap();
                  long first = map.getLineNumber(positions.getStartPosition(in, body));
                  long last = map.getLineNumber(positions.getEndPosition(in, body));
                  var name = simpleName(Path.of(in.getSourceFile().getName()));
                  result.merge(name + "." + method.getName(), (int) (last - first + 1), Math::max);
                }
                return super.visitMethod(method, in);
              }
            },
            unit);
      }
    }
    return result;
  }

  private static List<Path> sources(List<Path> roots) {
    return roots.stream().flatMap(SourceSizeTest::walk).toList();
  }

  private static Stream<Path> walk(Path root) {
    try (var files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
