package dev.keyway.bench;

import dev.keyway.policy.Caller;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Canonical;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Difference;
import dev.keyway.policy.Equivalence;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.Permissiveness;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Request;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Statement;
import dev.keyway.policy.Widening;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the operator does with a full queue policy: reading, asking, comparing, writing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyBenchmark {
  /** The document. */
  @Param({"DELIVERY", "TWENTY"})
  public Shape shape = Shape.DELIVERY;

  private PolicyDocument document = PolicyDocument.of(List.of());
  private PolicyDocument rewritten = document;
  private PolicyDocument grown = document;
  private String json = "";
  private final Request admitted = CallerContexts.snsDelivery(Documents.topic(17), Documents.QUEUE);
  private final Request stranger =
      CallerContexts.snsDelivery(Documents.topic(9_999), Documents.QUEUE);
  private final Request consumer =
      CallerContexts.iam(
          new Caller.IamRole(Documents.CONSUMER), "sqs:ReceiveMessage", Documents.QUEUE);

  /** Which document is measured. */
  public enum Shape {
    /** One statement with as many topics as fit, consumers, TLS only. */
    DELIVERY,
    /** Twenty different statements. */
    TWENTY
  }

  /** Make the documents. */
  @Setup
  public void documents() throws PolicySyntaxException {
    document =
        switch (shape) {
          case DELIVERY -> Documents.delivery();
          case TWENTY -> Documents.twenty();
        };
    json = document.toJson();
    List<Statement> statements = new ArrayList<>(document.statements());
    Collections.reverse(statements);
    rewritten =
        PolicyDocument.parse(PolicyDocument.of(statements).toJson().replace("\"sqs:", "\"SQS:"));
    statements.add(
        Statement.allow("AddedByHand")
            .principal(new Principal.Account("aws", "777788889999"))
            .action("sqs:SendMessage")
            .resource(Documents.QUEUE)
            .build());
    grown = PolicyDocument.of(statements);
  }

  /** Read the document. */
  @Benchmark
  public PolicyDocument parse() throws PolicySyntaxException {
    return PolicyDocument.parse(json);
  }

  /** Write it as compact JSON. */
  @Benchmark
  public String write() {
    return document.toJson();
  }

  /** A delivery of one of the topics. */
  @Benchmark
  public Decision evaluateAdmittedTopic() {
    return Evaluator.evaluate(admitted, document);
  }

  /** A delivery of a topic that is not listed. */
  @Benchmark
  public Decision evaluateStrangeTopic() {
    return Evaluator.evaluate(stranger, document);
  }

  /** A role that receives, with an identity policy that is not known. */
  @Benchmark
  public Decision evaluateConsumer() {
    return Evaluator.evaluate(consumer, document, ResourceKind.SQS_QUEUE, null);
  }

  /** The reason in words, which is put together only when it is read. */
  @Benchmark
  public String evaluateAndExplain() {
    return String.join("\n", Evaluator.evaluate(stranger, document).trace());
  }

  /** The canonical form. */
  @Benchmark
  public PolicyDocument canonical() {
    return Canonical.document(document);
  }

  /** Equal to what AWS made of it: other order, other case. */
  @Benchmark
  public List<Difference> differences() {
    return Equivalence.differences(document, rewritten);
  }

  /** Nothing wider in what AWS made of it. */
  @Benchmark
  public List<Widening> nothingWider() {
    return Permissiveness.widening(document, rewritten, Documents.QUEUE);
  }

  /** A statement that somebody added. */
  @Benchmark
  public List<Widening> addedByHand() {
    return Permissiveness.widening(document, grown, Documents.QUEUE);
  }
}
