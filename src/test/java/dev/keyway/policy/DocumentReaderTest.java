package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DocumentReaderTest {

  @TestFactory
  Stream<DynamicTest> refused() {
    return Tables.tests(
        "refused.yaml",
        row ->
            assertThatThrownBy(() -> PolicyDocument.parse(row.get("json").asText()))
                .isInstanceOfSatisfying(
                    PolicySyntaxException.class,
                    e -> {
                      assertThat(e.place()).isEqualTo(row.get("place").asText());
                      assertThat(e.rule()).contains(row.get("rule").asText());
                      assertThat(e).hasMessage(e.place() + ": " + e.rule());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> read() {
    return Tables.tests(
        "read.yaml",
        row -> {
          PolicyDocument document = PolicyDocument.parse(row.get("json").asText());
          assertThat(document.toJson()).isEqualTo(row.get("written").asText());
          assertThat(PolicyDocument.parse(document.toJson())).isEqualTo(document);
        });
  }

  @Test
  void depthIsBounded() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertThatThrownBy(() -> PolicyDocument.parse(deep))
        .isInstanceOfSatisfying(
            PolicySyntaxException.class, e -> assertThat(e.rule()).contains("nested too deeply"));
  }

  @Test
  void sizeIsBoundedInBytes() {
    String umlauts = "{\"Id\":\"" + "ü".repeat(600_000) + "\",\"Statement\":[]}";
    assertThatThrownBy(() -> PolicyDocument.parse(umlauts))
        .isInstanceOfSatisfying(
            PolicySyntaxException.class, e -> assertThat(e.rule()).contains("larger than 1048576"));
  }

  @Test
  void oneMegabyteIsRead() throws PolicySyntaxException {
    String id = "x".repeat(1_000_000);
    assertThat(PolicyDocument.parse("{\"Id\":\"" + id + "\",\"Statement\":[]}").id()).isEqualTo(id);
  }

  @Test
  void longNumbersAreRefused() {
    String json =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Condition\":{\"NumericEquals\":{\"a:b\":"
            + "9".repeat(100_000)
            + "}}}}";
    assertThatThrownBy(() -> PolicyDocument.parse(json)).isInstanceOf(PolicySyntaxException.class);
  }

  @Test
  void absentVersionIsKeptApartFrom2008() throws PolicySyntaxException {
    PolicyDocument absent = PolicyDocument.parse("{\"Statement\":[]}");
    PolicyDocument old = PolicyDocument.parse("{\"Version\":\"2008-10-17\",\"Statement\":[]}");
    assertThat(absent.version()).isEmpty();
    assertThat(absent).isNotEqualTo(old);
    assertThat(List.of(absent.hasVariables(), old.hasVariables())).containsOnly(false);
  }

  @Test
  void singleStatementIsReadWithPlacesOfItsOwn() throws PolicySyntaxException {
    assertThat(Statement.parse("{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\"}"))
        .isEqualTo(
            Statement.deny(null).principal(new Principal.Anyone(false)).action("sqs:*").build());
    assertThatThrownBy(
            () -> Statement.parse("{\"Effect\":\"Allow\",\"Condition\":{\"Bool\":{\"a:b\":[]}}}"))
        .isInstanceOfSatisfying(
            PolicySyntaxException.class,
            e -> assertThat(e.place()).isEqualTo("Condition.Bool.a:b"));
  }

  @Test
  void sizeCountsUtf8Bytes() {
    PolicyDocument document = new PolicyDocument(PolicyDocument.VERSION_2012, "ü", List.of());
    assertThat(document.sizeInBytes()).isEqualTo(document.toJson().length() + 1);
  }
}
