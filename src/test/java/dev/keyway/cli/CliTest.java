package dev.keyway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.policy.JsonValue;
import dev.keyway.policy.Permissiveness;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.Request;
import dev.keyway.policy.Widening;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CliTest {
  private static final String CASE =
      """
      {"id": %d, "resourcePolicy": {"Statement": {"Effect": "Allow", "Principal": "*",\
       "Action": "sqs:SendMessage", "Resource": "*"}}, "request": {"principal": "anonymous",\
       "action": "sqs:%s", "resource": "arn:aws:sqs:us-east-1:111122223333:q"}}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void flagsAndNothingAreForTheOperator() {
    assertThat(Cli.handles()).isFalse();
    assertThat(Cli.handles("")).isFalse();
    assertThat(Cli.handles("--cluster-id=a")).isFalse();
    assertThat(Cli.handles("--unknown", "policy")).isFalse();
    assertThat(Cli.handles("policy")).isTrue();
    assertThat(Cli.handles("polcy")).isTrue();
    assertThat(Cli.handles("-h")).isTrue();
    assertThat(Cli.handles("--help")).isTrue();
    assertThat(Cli.handles("--version")).isTrue();
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(run("", "--version")).isZero();
    assertThat(out.toString()).matches("keyway \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @Test
  void aBatchAnswersEachLineInOrderAndDoesNotStopAtABadOne() {
    String lines =
        IntStream.range(0, 1_000)
            .mapToObj(i -> i == 500 ? "{\n" : CASE.formatted(i, i % 2 == 0 ? "SendMessage" : "Get"))
            .collect(Collectors.joining());

    assertThat(run(lines, "policy", "evaluate", "--batch", "-")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().lines().count()).isEqualTo(1_000);
    assertThat(out.toString().lines().toList())
        .allSatisfy(line -> assertThat(line).startsWith("{\"id\":").contains("\"result\":\""))
        .satisfies(
            all -> {
              assertThat(all.get(499)).startsWith("{\"id\":499,\"result\":\"not-allowed\"");
              assertThat(all.get(500)).startsWith("{\"id\":null,\"result\":\"invalid\"");
              assertThat(all.get(998)).startsWith("{\"id\":998,\"result\":\"allowed\"");
            });
  }

  @Test
  void aLineThatIsNotUtf8IsInvalidAndTheNextIsAnswered() {
    byte[] bad = {'"', (byte) 0xC3, '"', '\n'};
    byte[] good = CASE.formatted(1, "SendMessage").getBytes(StandardCharsets.UTF_8);
    var both = new byte[bad.length + good.length];
    System.arraycopy(bad, 0, both, 0, bad.length);
    System.arraycopy(good, 0, both, bad.length, good.length);

    assertThat(run(new ByteArrayInputStream(both), "policy", "evaluate", "--batch", "-")).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            first -> assertThat(first).contains("invalid", "is not UTF-8"),
            second -> assertThat(second).contains("\"result\":\"allowed\""));
  }

  @Test
  void writtenJsonReadsBackTheSame() throws PolicySyntaxException {
    JsonValue value =
        JsonValue.parse("{\"a\": [1, 2.50, true, null, \"é\\n\\\"\"], \"b\": {}, \"c\": []}");

    assertThat(JsonValue.parse(JsonText.lines(value))).isEqualTo(value);
    assertThat(JsonText.line(value))
        .isEqualTo("{\"a\":[1,2.50,true,null,\"é\\n\\\"\"],\"b\":{},\"c\":[]}");
  }

  @Test
  void aWitnessIsARequestThatEvaluateReads() throws PolicySyntaxException, IOException, BadInput {
    var folder = Path.of("src", "test", "resources", "cli", "compare-lost-deny");
    var a = PolicyDocument.parse(Files.readString(folder.resolve("a.json")));
    var b = PolicyDocument.parse(Files.readString(folder.resolve("b.json")));
    var witnesses =
        Permissiveness.widening(a, b).stream()
            .flatMap(
                w ->
                    w instanceof Widening.Witnessed it
                        ? Stream.of(it.witness())
                        : Stream.<Request>of())
            .toList();

    assertThat(witnesses).isNotEmpty();
    for (Request witness : witnesses) {
      assertThat(RequestReader.read(RequestWriter.json(witness), null).request())
          .isEqualTo(witness);
    }
  }

  private int run(String in, String... args) {
    return run(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), args);
  }

  private int run(InputStream in, String... args) {
    var terminal = new Terminal(Path.of(""), in, new PrintWriter(out), new PrintWriter(err));
    return Cli.run(terminal, new NoCluster(), NoAws.LOGIN, args);
  }
}
