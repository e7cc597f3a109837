package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class DocumentPropertiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
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
      throws PolicySyntaxException, JsonProcessingException {
    PolicyDocument rewritten = rewrite(document, new Random(seed));
    assertThat(Equivalence.differences(document, rewritten)).isEmpty();
  }

  /** Shuffles statements and lists, makes scalars lists, changes case, writes ids as root ARNs. */
  private static PolicyDocument rewrite(PolicyDocument document, Random random)
      throws PolicySyntaxException, JsonProcessingException {
    List<Statement> statements = new ArrayList<>(document.statements());
    Collections.shuffle(statements, random);
    JsonNode tree =
        JSON.readTree(new PolicyDocument(document.version(), document.id(), statements).toJson());
    for (JsonNode statement : tree.get("Statement")) {
      var object = (ObjectNode) statement;
      JsonNode action = object.get("Action");
      if (action.isTextual()) {
        object.putArray("Action").add(action.asText().toUpperCase(Locale.ROOT));
      }
      JsonNode aws = object.path("Principal").path("AWS");
      if (aws.isTextual() && AccountId.isAccountId(aws.asText())) {
        ((ObjectNode) object.get("Principal")).put("AWS", "arn:aws:iam::" + aws.asText() + ":root");
      }
    }
    return PolicyDocument.parse(random.nextBoolean() ? tree.toPrettyString() : tree.toString());
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
