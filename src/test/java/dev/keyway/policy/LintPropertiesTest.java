package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LintPropertiesTest {
  @Provide
  Arbitrary<PolicyDocument> any() {
    return PolicyArbitraries.anyDocument();
  }

  @Property
  void whatIsPublicIsAnError(@ForAll("any") PolicyDocument document, @ForAll ResourceKind kind) {
    List<LintFinding> findings = Lint.check(document, kind);

    if (Permissiveness.isPublic(document)) {
      assertThat(findings)
          .extracting(LintFinding::rule)
          .containsAnyOf(LintRule.PUBLIC, LintRule.ALLOW_NOT_PRINCIPAL);
    }
  }

  @Property
  void findingsOfAStatementDoNotDependOnItsNeighbours(
      @ForAll("any") PolicyDocument document, @ForAll ResourceKind kind) {
    List<LintFinding> together =
        Lint.check(document, kind).stream().filter(LintPropertiesTest::isOfOne).toList();

    List<LintFinding> alone =
        document.statements().stream()
            .map(each -> new PolicyDocument(document.version(), null, List.of(each)))
            .flatMap(each -> Lint.check(each, kind).stream())
            .filter(LintPropertiesTest::isOfOne)
            .toList();

    assertThat(together)
        .extracting(LintFinding::rule, LintFinding::message)
        .isEqualTo(alone.stream().map(each -> tuple(each.rule(), each.message())).toList());
  }

  private static boolean isOfOne(LintFinding finding) {
    return finding.place().startsWith("Statement[") && finding.rule() != LintRule.DUPLICATE_SID;
  }
}
