package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The words in which people are told why. */
class TraceTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";
  private static final String APP = "arn:aws:iam::111122223333:role/app";
  private static final Request SEND =
      new Request(
          new Caller.IamRole(APP),
          "sqs:SendMessage",
          QUEUE,
          RequestContext.absentUnlessStated().unknown("aws:SourceVpce").build());

  private static Statement.Builder app(@Nullable String sid) {
    return Statement.allow(sid).principal(new Principal.Arn(APP));
  }

  private static List<String> trace(Statement... statements) {
    return Evaluator.evaluate(SEND, PolicyDocument.of(List.of(statements))).trace();
  }

  @Test
  void eachPartSaysWhatItWantsAndWhatTheRequestHas() {
    Principal other = new Principal.Service("s3.amazonaws.com");
    assertThat(
            trace(
                Statement.allow("P").principal(other).action("sqs:*").resource("*").build(),
                Statement.deny("N").notPrincipal(new Principal.Anyone(true)).action("a:b").build(),
                app("A").action("sqs:ReceiveMessage").resource("*").build(),
                app("NA").notAction("sqs:Send*").resource("*").build(),
                app("NoAction").resource("*").build(),
                app("R").action("sqs:*").resource(QUEUE + "-2").build(),
                app("NR").action("sqs:*").notResource(QUEUE).build(),
                app("NoResource").action("sqs:*").build()))
        .containsExactly(
            "resource policy P (Allow) principal wants s3.amazonaws.com, request has " + APP,
            "resource policy N (Deny) not-principal wants *, request has " + APP,
            "resource policy A (Allow) matches principal; action wants sqs:ReceiveMessage,"
                + " request has sqs:SendMessage",
            "resource policy NA (Allow) matches principal; not-action wants sqs:Send*,"
                + " request has sqs:SendMessage",
            "resource policy NoAction (Allow) matches principal; action wants nothing, having no"
                + " Action, request has sqs:SendMessage",
            "resource policy R (Allow) matches principal, action; resource wants "
                + QUEUE
                + "-2, request has "
                + QUEUE,
            "resource policy NR (Allow) matches principal, action; not-resource wants "
                + QUEUE
                + ", request has "
                + QUEUE,
            "resource policy NoResource (Allow) matches principal, action; resource wants nothing,"
                + " having no Resource, request has "
                + QUEUE);
  }

  @Test
  void matchesDelegationAndWhatIsMissingAreTold() {
    assertThat(
            trace(
                app(null).action("sqs:*").resource("*").build(),
                Statement.allow("")
                    .principal(new Principal.Account("", "111122223333"))
                    .action("sqs:*")
                    .resource("*")
                    .build(),
                app("V")
                    .action("sqs:*")
                    .resource("*")
                    .condition("StringEquals", "aws:SourceVpce", "vpce-1")
                    .build(),
                app("O")
                    .action("sqs:*")
                    .resource("*")
                    .condition("StringSounds", "a:b", "c")
                    .build()))
        .containsExactly(
            "resource policy statement without Sid (Allow) matches",
            "resource policy statement without Sid (Allow) matches by delegation to the caller's"
                + " account",
            "resource policy V (Allow) matches principal, action, resource; StringEquals"
                + " aws:SourceVpce is unknown without context key aws:SourceVpce",
            "resource policy O (Allow) matches principal, action, resource; StringSounds a:b is"
                + " unknown without the meaning of condition operator StringSounds");
  }

  @Test
  void threeValuesAreShownAndTheRestCounted() {
    Statement.Builder three = app("Three").resource("*");
    Statement.Builder four = app("Four").resource("*");
    for (int i = 1; i <= 4; i++) {
      four.action("sqs:A" + i);
      if (i < 4) {
        three.action("sqs:A" + i);
      }
    }
    Statement absent =
        app("Absent").action("*").resource("*").condition("StringEquals", "a:b", "c").build();
    assertThat(trace(three.build(), four.build(), absent))
        .containsExactly(
            "resource policy Three (Allow) matches principal; action wants sqs:A1 or sqs:A2 or"
                + " sqs:A3, request has sqs:SendMessage",
            "resource policy Four (Allow) matches principal; action wants sqs:A1 or sqs:A2 or"
                + " sqs:A3 or 1 more, request has sqs:SendMessage",
            "resource policy Absent (Allow) matches principal, action, resource; StringEquals a:b"
                + " wants c, request has none");
  }

  @Test
  void nearestMissesAreTheThreeThatMatchedMost() {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.deny("Deny").principal(new Principal.Anyone(true)).build());
    statements.add(
        Statement.allow("None").principal(new Principal.Service("s3.amazonaws.com")).build());
    statements.add(app("One").action("sqs:Other").resource("*").build());
    statements.add(app("Two").action("sqs:*").resource(QUEUE + "-2").build());
    statements.add(
        app("Three").action("sqs:*").resource("*").condition("Bool", "a:b", "true").build());
    Decision decision =
        Evaluator.evaluate(SEND, PolicyDocument.of(statements), ResourceKind.SQS_QUEUE, List.of());
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.NotAllowed.class,
            no -> {
              assertThat(no.nearestMisses()).hasSize(4);
              assertThat(no.nearestMisses().get(0)).startsWith("resource policy Three");
              assertThat(no.nearestMisses().get(1)).startsWith("resource policy Two");
              assertThat(no.nearestMisses().get(2)).startsWith("resource policy One");
              assertThat(no.nearestMisses().get(3))
                  .isEqualTo("in the resource's account either policy is enough");
              assertThat(no.trace()).hasSize(statements.size() + 1).contains(no.trace().getLast());
            });
  }
}
