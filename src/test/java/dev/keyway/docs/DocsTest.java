package dev.keyway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {
  private static final Pattern MAKE = Pattern.compile("(?:^|\\s)make ([a-z][a-z-]*)");
  private static final Pattern TARGET = Pattern.compile("(?m)^([a-z][a-z-]*):");

  /** A class that names its package, or a member, or is a test; else it might be any word. */
  private static final Pattern CLASS =
      Pattern.compile(
          "(?!.*\\.md$)(?=[\\w.]*\\.|\\w+(?:Test|IT)$)(?:[a-z][a-z0-9]*\\.)*([A-Z]\\w+)((?:\\.\\w+)*)");

  /** Hosts that packages and images are fetched from; everybody has their own. */
  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?i)\\b(?:registry|repo1?|proxy|mirror|nexus|artifactory|pypi|npm|npmjs|docker|ghcr|quay|gcr"
              + "|ecr|crates)(?:\\.[\\w-]+)*\\.(?:org|io|com|net|dev|aws)\\b");

  /** Folders of somebody's machine. */
  private static final Pattern MACHINE =
      Pattern.compile("(?<![\\w.}>-])/(?:home|root|Users|work)/\\w");

  @Test
  void readmeShowsTheMinimalExample() throws IOException {
    var first = Page.read(Path.of("README.md")).blocks("yaml").getFirst();

    assertThat(first.text()).isEqualTo(Files.readString(Path.of("examples", "minimal.yaml")));
  }

  @Test
  void linksLeadSomewhere() {
    var broken = new ArrayList<String>();
    for (var page : Page.all()) {
      if (page.path().endsWith("template.md")) {
        continue;
      }
      for (var link : page.links()) {
        problem(page, link).ifPresent(why -> broken.add(page.path() + ": " + link + " " + why));
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void makeTargetsExist() throws IOException {
    var targets = matches(TARGET, Files.readString(Path.of("Makefile")));
    var named = new TreeSet<String>();
    for (var page : Page.all()) {
      page.code().forEach(code -> named.addAll(matches(MAKE, code)));
    }

    assertThat(named).isNotEmpty();
    assertThat(targets).containsAll(named);
  }

  @Test
  void classesAndMethodsExist() throws IOException {
    var missing = new TreeSet<String>();
    for (var page : List.of("AGENTS.md", "docs/architecture.md")) {
      for (var code : Page.read(Path.of(page)).code()) {
        var name = CLASS.matcher(code);
        if (name.matches() && !isThere(name.group(1), name.group(2))) {
          missing.add(page + ": " + code);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void jsonIsJson() {
    var json = new JsonMapper();
    for (var page : Page.all()) {
      for (var block : page.blocks("json")) {
        assertThatCode(() -> json.readTree(block.text()))
            .as(block.toString())
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void nothingIsSaidThatHoldsOnOneMachineOnly() {
    var found = new ArrayList<String>();
    for (var page : Page.all()) {
      for (var pattern : Set.of(REGISTRY, MACHINE)) {
        matches(pattern, page.text()).forEach(text -> found.add(page.path() + ": " + text));
      }
    }

    assertThat(found).isEmpty();
  }

  private static boolean isThere(String simpleName, String members) throws IOException {
    try (var files = Files.walk(Path.of("src"))) {
      var source = files.filter(file -> file.endsWith(simpleName + ".java")).findFirst();
      if (source.isEmpty()) {
        return false;
      }
      var text = Files.readString(source.get());
      return Stream.of(members.split("\\.", -1)).allMatch(text::contains);
    }
  }

  private static Optional<String> problem(Page page, String link) {
    if (link.startsWith("https://")) {
      return Optional.empty();
    }
    var parts = link.split("#", 2);
    var folder = Objects.requireNonNullElse(page.path().getParent(), Path.of(""));
    var target = parts[0].isEmpty() ? page.path() : folder.resolve(parts[0]).normalize();
    if (!Files.exists(target)) {
      return Optional.of("is not there");
    }
    boolean found = parts.length < 2 || Page.read(target).anchors().contains(parts[1]);
    return found ? Optional.empty() : Optional.of("has no such heading");
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.groupCount() == 0 ? match.group() : match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
