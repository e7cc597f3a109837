package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code lint.yaml}, the page's table, and Keyway's own policies. With {@code
 * -Dkeyway.refresh=true} the table of the page is written first.
 */
class LintTest {
  private static final String TABLE = "lint.yaml";
  private static final Pattern README_POLICY = Pattern.compile("```json\n([\\s\\S]*?)```");
  private static final Path PAGE = Path.of("docs", "policy-engine.md");

  @TestFactory
  Stream<DynamicTest> cases() {
    return Tables.tests(
        TABLE,
        row -> {
          assertThat(row.path("source").asText()).isNotBlank();
          assertThat(found(row)).isEqualTo(Tables.texts(row.get("finds")));
        });
  }

  @Test
  void eachRuleHasACaseThatItFindsAndAnotherThatItDoesNot() {
    var found = new TreeSet<String>();
    var clean = new TreeSet<String>();
    for (JsonNode row : Tables.cases(TABLE)) {
      String rule = row.get("rule").asText();
      boolean finds =
          Tables.texts(row.get("finds")).stream().anyMatch(text -> text.startsWith(rule + " "));
      (finds ? found : clean).add(rule);
    }

    var all = Arrays.stream(LintRule.values()).map(LintRule::id).collect(Collectors.toSet());
    assertThat(found).isEqualTo(all);
    assertThat(clean).isEqualTo(all);
  }

  @Test
  void thePageListsTheRules() throws IOException {
    String table =
        "| id | | finds | what to do | source |\n| --- | --- | --- | --- | --- |\n"
            + Arrays.stream(LintRule.values()).map(LintTest::row).collect(Collectors.joining());
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("keyway.refresh")) {
      int from = page.indexOf("| id | | finds |");
      page = page.substring(0, from) + table + page.substring(page.indexOf("\n\n", from) + 1);
      Files.writeString(PAGE, page);
    }

    assertThat(page).contains("\n\n" + table + "\n");
  }

  @Test
  void whatKeywayWritesIsClean() throws IOException, PolicySyntaxException {
    var findings = new ArrayList<String>();
    int read = 0;
    try (var files = Files.walk(Path.of("src", "test", "resources", "grants"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        read++;
        PolicyDocument document = PolicyDocument.parse(Files.readString(file));
        Lint.check(document, kind(file.getFileName().toString())).stream()
            .map(finding -> file + ": " + finding.text())
            .forEach(findings::add);
      }
    }

    assertThat(read).isGreaterThan(10);
    assertThat(findings).isEmpty();
  }

  @Test
  void whatTheReadmeShowsIsClean() throws IOException, PolicySyntaxException {
    var blocks = README_POLICY.matcher(Files.readString(Path.of("README.md"))).results().toList();

    assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
    for (var block : blocks) {
      String json = block.group(1);
      if (json.contains("\"Principal\"")) {
        assertThat(
                Lint.check(
                    PolicyDocument.parse(json), kind(json.contains("sqs:*") ? "sqs" : "kms")))
            .isEmpty();
      }
    }
  }

  @Test
  void bytesCountFromNineTenthsOn() {
    for (ResourceKind kind : ResourceKind.values()) {
      int limit = kind.limits().bytes();
      assertThat(rulesOf(kind, limit * 9 / 10 - 1)).doesNotContain(LintRule.NEAR_LIMIT);
      assertThat(rulesOf(kind, limit * 9 / 10 + 1))
          .contains(LintRule.NEAR_LIMIT)
          .doesNotContain(LintRule.OVER_LIMIT);
      assertThat(rulesOf(kind, limit + 1))
          .contains(LintRule.OVER_LIMIT)
          .doesNotContain(LintRule.NEAR_LIMIT);
    }
  }

  @Test
  void aThousandStatementsAreLookedAtOnce() {
    Statement statement =
        Statement.allow("A").principal(new Principal.Anyone(false)).action("sqs").build();
    var document = PolicyDocument.of(IntStream.range(0, 1000).mapToObj(_ -> statement).toList());

    assertThat(Lint.check(document, ResourceKind.SQS_QUEUE))
        .filteredOn(finding -> finding.rule() == LintRule.FOREIGN_ACTION)
        .hasSize(1000)
        .last()
        .extracting(LintFinding::text)
        .isEqualTo("WARNING foreign-action Statement[999].Action: sqs is no action on a queue");
  }

  private static List<String> found(JsonNode row) throws PolicySyntaxException {
    return Lint.check(Tables.document(row.get("policy")), kind(row.get("service").asText()))
        .stream()
        .map(finding -> finding.rule().id() + " " + finding.place())
        .toList();
  }

  private static ResourceKind kind(String name) {
    return name.startsWith("sqs") || name.startsWith("queue")
        ? ResourceKind.SQS_QUEUE
        : name.startsWith("sns") || name.startsWith("topic")
            ? ResourceKind.SNS_TOPIC
            : ResourceKind.KMS_KEY;
  }

  private static List<LintRule> rulesOf(ResourceKind kind, int bytes) {
    int empty = new PolicyDocument(PolicyDocument.VERSION_2012, "", List.of()).sizeInBytes();
    var document =
        new PolicyDocument(PolicyDocument.VERSION_2012, "x".repeat(bytes - empty), List.of());
    return Lint.check(document, kind).stream().map(LintFinding::rule).toList();
  }

  private static String row(LintRule rule) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(rule.id(), rule.severity(), rule.finds(), rule.advice(), rule.source());
  }
}
