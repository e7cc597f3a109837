package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What is not known, against all that it could turn out to be: three condition keys (present or
 * not, with each value that matters) and the caller's identity policies (all or nothing).
 */
class CompletionPropertiesTest {
  private static final ContextValue ABSENT = new ContextValue.Absent();
  private static final Map<String, List<ContextValue>> COMPLETIONS =
      new TreeMap<>(
          Map.of(
              "aws:sourcearn",
                  values(
                      "arn:aws:sns:us-east-1:111122223333:a",
                      "arn:aws:sns:us-east-1:111122223333:b",
                      "arn:aws:sns:us-east-1:444455556666:c"),
              "aws:securetransport", values("true", "false"),
              "aws:principaltag/team", values("blue", "Blue", "BLUE", "red", "green", "b*")));

  private static final List<PolicyDocument> EVERYTHING =
      List.of(PolicyDocument.of(List.of(Statement.allow(null).action("*").resource("*").build())));

  private static List<ContextValue> values(String... texts) {
    return Stream.of(texts)
        .<ContextValue>map(text -> new ContextValue.Known(List.of(text)))
        .toList();
  }

  /**
   * @param identity null when it is not known
   */
  private record Asked(
      PolicyDocument policy,
      Request request,
      ResourceKind kind,
      @Nullable List<PolicyDocument> identity) {
    Decision answer() {
      return Evaluator.evaluate(request, policy, kind, identity);
    }

    /** All that it could turn out to be. */
    List<Asked> completions() {
      List<RequestContext> contexts = List.of(request.context());
      for (var key : COMPLETIONS.entrySet()) {
        List<RequestContext> completed = new ArrayList<>();
        for (RequestContext context : contexts) {
          for (ContextValue value : completions(context.get(key.getKey()), key.getValue())) {
            completed.add(context.toBuilder().with(key.getKey(), value).build());
          }
        }
        contexts = completed;
      }
      List<List<PolicyDocument>> identities =
          identity == null ? List.of(List.of(), EVERYTHING) : List.of(identity);
      return contexts.stream()
          .flatMap(
              context ->
                  identities.stream().map(given -> new Asked(policy, with(context), kind, given)))
          .toList();
    }

    private static List<ContextValue> completions(ContextValue known, List<ContextValue> values) {
      return switch (known) {
        case ContextValue.Known _, ContextValue.Absent _ -> List.of(known);
        case ContextValue.PresentUnknown _ -> values;
        case ContextValue.Unknown _ -> Stream.concat(Stream.of(ABSENT), values.stream()).toList();
      };
    }

    private Request with(RequestContext context) {
      return new Request(request.caller(), request.action(), request.resourceArn(), context);
    }
  }

  @Property(tries = 600)
  void certainAnswersHoldInEveryCompletion(@ForAll("any") Asked asked) {
    Decision answer = asked.answer();
    Statistics.label("answer").collect(Tables.answer(answer));
    for (Asked completion : asked.completions()) {
      Decision completed = completion.answer();
      switch (answer) {
        case Decision.Allowed _ -> assertThat(completed).isInstanceOf(Decision.Allowed.class);
        case Decision.Denied _ -> assertThat(completed).isInstanceOf(Decision.Denied.class);
        case Decision.NotAllowed _ ->
            assertThat(completed).isInstanceOfAny(Decision.NotAllowed.class, Decision.Denied.class);
        case Decision.Unknown _ -> {}
      }
    }
  }

  /**
   * For whole documents in which no unknown key is asked about twice: two conditions on one key may
   * exclude each other or leave nothing out, which the engine does not see.
   */
  @Property(tries = 1_000)
  void unknownExactlyIfTwoCompletionsDisagree(@ForAll("eachKeyOnce") Asked asked) {
    Set<Boolean> allowed = new HashSet<>();
    for (Asked completion : asked.completions()) {
      Decision completed = completion.answer();
      assertThat(completed).as("all is known").isNotInstanceOf(Decision.Unknown.class);
      allowed.add(completed.isAllowed());
    }
    boolean unknown = asked.answer() instanceof Decision.Unknown;
    Statistics.label("unknown").collect(unknown);
    Statistics.label("unknown").coverage(c -> c.check(true).percentage(p -> p > 5));
    assertThat(allowed).hasSize(unknown ? 2 : 1);
  }

  @Provide
  Arbitrary<Asked> any() {
    return asked(
        PolicyArbitraries.statement(
                PolicyArbitraries.anyPrincipals(), PolicyArbitraries.plainCondition())
            .list()
            .ofMaxSize(4)
            .map(PolicyDocument::of));
  }

  @Provide
  Arbitrary<Asked> eachKeyOnce() {
    return asked(
        PolicyArbitraries.statement(
                PolicyArbitraries.principals(), PolicyArbitraries.plainCondition())
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(CompletionPropertiesTest::eachKeyOnce));
  }

  private static PolicyDocument eachKeyOnce(List<Statement> statements) {
    Set<String> seen = new HashSet<>();
    return PolicyDocument.of(
        statements.stream()
            .map(
                s ->
                    new Statement(
                        s.sid(),
                        s.effect(),
                        s.principals(),
                        s.actions(),
                        s.resources(),
                        s.conditions().stream()
                            .filter(c -> seen.add(RequestContext.fold(c.key())))
                            .toList()))
            .toList());
  }

  private static Arbitrary<Asked> asked(Arbitrary<PolicyDocument> policies) {
    Arbitrary<Request> requests =
        PolicyArbitraries.request(
            Combinators.combine(PolicyArbitraries.completeContext(), hidden(), hidden(), hidden())
                .as(CompletionPropertiesTest::hide));
    Arbitrary<Optional<List<PolicyDocument>>> identities =
        Arbitraries.of(Optional.empty(), Optional.of(List.of()), Optional.of(EVERYTHING));
    return Combinators.combine(policies, requests, Arbitraries.of(ResourceKind.class), identities)
        .as((policy, request, kind, given) -> new Asked(policy, request, kind, given.orElse(null)));
  }

  /** How much of a key is kept back; absent stands for nothing. */
  private static Arbitrary<ContextValue> hidden() {
    return Arbitraries.of(
        new ContextValue.Unknown(), new ContextValue.PresentUnknown(), ABSENT, ABSENT);
  }

  private static RequestContext hide(
      RequestContext context, ContextValue first, ContextValue second, ContextValue third) {
    RequestContext.Builder builder = context.toBuilder();
    List<String> keys = List.copyOf(COMPLETIONS.keySet());
    List<ContextValue> hidden = List.of(first, second, third);
    for (int i = 0; i < keys.size(); i++) {
      if (!hidden.get(i).equals(ABSENT)) {
        builder.with(keys.get(i), hidden.get(i));
      }
    }
    return builder.build();
  }
}
