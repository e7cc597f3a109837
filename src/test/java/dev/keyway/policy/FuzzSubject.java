package dev.keyway.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to hold for every text, whatever is in it. */
final class FuzzSubject {
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:" + "ta".repeat(40);
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:" + "ab".repeat(40);
  private static final String ROLE = "arn:aws:iam::111122223333:role/app";

  private static final List<Request> REQUESTS =
      List.of(
          CallerContexts.snsDelivery(TOPIC, QUEUE),
          CallerContexts.iam(new Caller.IamRole(ROLE), "sqs:ReceiveMessage", QUEUE),
          new Request(
              new Caller.Anonymous(),
              "sqs:SendMessage",
              QUEUE,
              RequestContext.absentUnlessStated()
                  .with("aws:SourceIp", "10.1.2.3")
                  .with("aws:SourceArn", TOPIC)
                  .with("aws:username", "a*".repeat(40))
                  .with("aws:TagKeys", "a", "b")
                  .build()));

  private PolicyDocument earlier = PolicyDocument.of(List.of());

  /** Throws whatever is wrong; returns the document, or null when the text is none. */
  @Nullable PolicyDocument examine(String text) {
    PolicyDocument document;
    try {
      document = PolicyDocument.parse(text);
    } catch (PolicySyntaxException e) {
      check(!e.place().isBlank() && !e.rule().isBlank(), "an error without place or rule");
      return null;
    }
    writing(document);
    meaning(document);
    Permissiveness.isPublic(document);
    PolicyLimits.SQS_QUEUE.check(document);
    if (document.statements().size() <= 20) {
      widening(document);
      earlier = document;
    }
    return document;
  }

  private static void writing(PolicyDocument document) {
    try {
      check(PolicyDocument.parse(document.toJson()).equals(document), "parse of write differs");
    } catch (PolicySyntaxException e) {
      throw new AssertionError("what was written cannot be read", e);
    }
    PolicyDocument canonical = Canonical.document(document);
    check(Canonical.document(canonical).equals(canonical), "the canonical form is not stable");
    check(
        Equivalence.differences(document, canonical).isEmpty()
            && Equivalence.notes(document, canonical).isEmpty(),
        "a policy differs from its canonical form");
  }

  private static void meaning(PolicyDocument document) {
    PolicyDocument canonical = Canonical.document(document);
    // a bare account id is in the partition of the resource: of the one that the document speaks of
    boolean elsewhere = document.toJson().contains("arn:aws-");
    for (Request request : elsewhere ? List.<Request>of() : REQUESTS) {
      Decision alone = Evaluator.evaluate(request, document);
      String answer = Tables.answer(alone);
      check(
          answer.equals(Tables.answer(Evaluator.evaluate(request, canonical))),
          "the canonical form is evaluated differently");
      check(!alone.trace().toString().isEmpty(), "an answer without trace");
      Decision both =
          Evaluator.evaluate(request, document, ResourceKind.SQS_QUEUE, List.of(document));
      check(
          !(alone instanceof Decision.Denied) || both instanceof Decision.Denied,
          "identity policies take a Deny back");
    }
  }

  private void widening(PolicyDocument document) {
    check(
        Permissiveness.widening(document, document, QUEUE).isEmpty(),
        "a policy is wider than itself");
    for (Widening widening : Permissiveness.widening(earlier, document, QUEUE)) {
      if (widening instanceof Widening.Witnessed) {
        PermissivenessTest.assertWitness(earlier, document, widening);
      }
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
