package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class DocumentPropertiesTest {
  private static final String SPECIAL = "{}[]\",:\\u0*?$ \u0000\ud800\u00e9";

  @Provide
  Arbitrary<PolicyDocument> any() {
    return PolicyArbitraries.anyDocument();
  }

  @Property
  void parseOfWriteIsTheIdentity(@ForAll("any") PolicyDocument document)
      throws PolicySyntaxException {
    assertThat(PolicyDocument.parse(document.toJson())).isEqualTo(document);
    for (Statement statement : document.statements()) {
      assertThat(Statement.parse(statement.toJson())).isEqualTo(statement);
    }
  }

  @Property
  void canonicalFormIsIdempotentAndEquivalent(@ForAll("any") PolicyDocument document) {
    PolicyDocument canonical = Canonical.document(document);
    assertThat(Canonical.document(canonical)).isEqualTo(canonical);
    assertThat(Equivalence.equivalent(document, canonical)).isTrue();
  }

  @Property
  void equivalenceIsReflexiveAndSymmetric(
      @ForAll("any") PolicyDocument a, @ForAll("any") PolicyDocument b) {
    assertThat(Equivalence.equivalent(a, a)).isTrue();
    assertThat(Equivalence.equivalent(a, b)).isEqualTo(Equivalence.equivalent(b, a));
    assertThat(Equivalence.differences(a, b).isEmpty()).isEqualTo(Equivalence.equivalent(a, b));
  }

  @Property
  void equivalenceSurvivesWhatAwsRewrites(@ForAll("any") PolicyDocument document, @ForAll long seed)
      throws PolicySyntaxException {
    PolicyDocument rewritten = Rewriting.of(document, seed);
    assertThat(Equivalence.differences(document, rewritten)).isEmpty();
    assertThat(Equivalence.differences(rewritten, document)).isEmpty();
  }

  @Property(tries = 3_000, shrinking = ShrinkingMode.BOUNDED)
  void anyTextGivesADocumentOrASyntaxError(
      @ForAll("any") PolicyDocument document, @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(document.toJson());
    for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, SPECIAL.charAt(random.nextInt(SPECIAL.length())));
        case 2 -> text.setLength(at);
        default -> text.insert(at, text.substring(at / 2, at));
      }
    }
    assertReadable(text.toString());
  }

  @Property(tries = 1_000)
  void noiseGivesASyntaxError(@ForAll String text) {
    assertReadable(text);
  }

  private static void assertReadable(String text) {
    try {
      PolicyDocument document = PolicyDocument.parse(text);
      assertThat(PolicyDocument.parse(document.toJson())).isEqualTo(document);
    } catch (PolicySyntaxException e) {
      assertThat(e.place()).isNotBlank();
      assertThat(e.rule()).isNotBlank();
    }
  }
}
