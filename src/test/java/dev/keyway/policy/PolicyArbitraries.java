package dev.keyway.policy;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Policies and requests over a vocabulary so small that they meet often. */
final class PolicyArbitraries {
  static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";
  private static final List<String> SOURCES =
      List.of("arn:aws:sns:us-east-1:111122223333:a", "arn:aws:sns:us-east-1:111122223333:b");

  private PolicyArbitraries() {}

  static Arbitrary<Principals> principals() {
    Arbitrary<Principal> named =
        Arbitraries.of(
            new Principal.Account("", "111122223333"),
            new Principal.Account("aws", "111122223333"),
            new Principal.Account("aws", "444455556666"),
            new Principal.Arn("arn:aws:iam::111122223333:role/app"),
            new Principal.Arn("arn:aws:iam::444455556666:role/app"),
            new Principal.Arn("arn:aws:iam::444455556666:user/ann"),
            new Principal.Service("sns.amazonaws.com"),
            new Principal.UniqueId("AROAEXAMPLEID12345678"),
            new Principal.Anyone(true));
    return Arbitraries.frequencyOf(
        Tuple.of(5, named.list().ofMinSize(1).ofMaxSize(3).map(Principals::of)),
        Tuple.of(2, Arbitraries.just(Principals.of(new Principal.Anyone(false)))));
  }

  static Arbitrary<Principals> anyPrincipals() {
    return Combinators.combine(principals(), Arbitraries.of(false, false, false, true))
        .as((principals, negated) -> new Principals(negated, principals.members()));
  }

  static Arbitrary<List<String>> actions() {
    return Arbitraries.of(
            "sqs:SendMessage", "SQS:sendmessage", "sqs:ReceiveMessage", "sqs:Send*", "sqs:*", "*")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** Conditions of Keyway's own vocabulary. */
  static Arbitrary<Condition> plainCondition() {
    Arbitrary<List<String>> sources = Arbitraries.of(SOURCES).list().ofMinSize(1).ofMaxSize(2);
    Arbitrary<Condition> bySource =
        Combinators.combine(
                Arbitraries.of(
                    "ArnEquals", "ArnLike", "ArnNotEquals", "StringEquals", "ArnEqualsIfExists"),
                Arbitraries.of("aws:SourceArn", "AWS:sourcearn"),
                sources)
            .as(Condition::new);
    Arbitrary<Condition> byPrefix =
        Arbitraries.of("ArnLike", "StringLike", "StringNotLike")
            .map(
                operator ->
                    new Condition(
                        operator,
                        "aws:SourceArn",
                        List.of("arn:aws:sns:us-east-1:111122223333:*")));
    Arbitrary<Condition> tls =
        Arbitraries.of("true", "false")
            .map(value -> new Condition("Bool", "aws:SecureTransport", List.of(value)));
    Arbitrary<Condition> presence =
        Arbitraries.of("true", "false")
            .map(value -> new Condition("Null", "aws:SourceArn", List.of(value)));
    Arbitrary<Condition> tag =
        Combinators.combine(
                Arbitraries.of(
                    "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringLike"),
                Arbitraries.of("blue", "Blue", "red", "b*").list().ofMinSize(1).ofMaxSize(2))
            .as((operator, values) -> new Condition(operator, "aws:PrincipalTag/team", values));
    return Arbitraries.oneOf(bySource, byPrefix, tls, presence, tag);
  }

  /** Any condition, also of operators that nobody knows. */
  static Arbitrary<Condition> anyCondition() {
    Arbitrary<Condition> odd =
        Combinators.combine(
                Arbitraries.of(
                    "Odd",
                    "ForAllValues:StringEquals",
                    "ForAnyValue:StringLike",
                    "NumericLessThan",
                    "IpAddress",
                    "DateGreaterThan"),
                Arbitraries.of("aws:TagKeys", "aws:SourceIp", "x:y"),
                Arbitraries.of("a", "1", "10.0.0.0/8", "${aws:username}", "${", "a*")
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(2))
            .as(Condition::new);
    return Arbitraries.oneOf(plainCondition(), odd);
  }

  static Arbitrary<Statement> statement(
      Arbitrary<Principals> principals, Arbitrary<Condition> condition) {
    return Combinators.combine(
            Arbitraries.of(Effect.ALLOW, Effect.ALLOW, Effect.DENY),
            principals,
            actions(),
            Arbitraries.of(QUEUE, "*", "arn:aws:sqs:us-east-1:111122223333:*"),
            condition.list().ofMaxSize(2),
            Arbitraries.of("A", "B", "").injectNull(0.3))
        .as(
            (effect, who, actions, resource, conditions, sid) ->
                new Statement(
                    sid,
                    effect,
                    who,
                    Actions.of(actions),
                    Resources.of(resource),
                    distinct(conditions)));
  }

  /** Statements with each element there is, also negated or left out. */
  static Arbitrary<Statement> anyStatement() {
    Arbitrary<Boolean> seldom = Arbitraries.of(false, false, false, true);
    Arbitrary<Principals> odd =
        Arbitraries.of(
            Principals.none(),
            Principals.of(new Principal.Federated("idp"), new Principal.Anyone(true)),
            Principals.not(List.of(new Principal.CanonicalUser("0123"))));
    return Combinators.combine(
            statement(Arbitraries.oneOf(anyPrincipals(), anyPrincipals(), odd), anyCondition()),
            seldom,
            seldom,
            Arbitraries.integers().between(0, 20))
        .as(
            (s, notAction, notResource, left) ->
                new Statement(
                    s.sid(),
                    s.effect(),
                    s.principals(),
                    left == 1 ? Actions.none() : new Actions(notAction, s.actions().patterns()),
                    left == 2
                        ? Resources.none()
                        : new Resources(notResource, s.resources().patterns()),
                    s.conditions()));
  }

  private static List<Condition> distinct(List<Condition> conditions) {
    return IntStream.range(0, conditions.size())
        .filter(
            i ->
                conditions.subList(0, i).stream()
                    .noneMatch(earlier -> name(earlier).equals(name(conditions.get(i)))))
        .mapToObj(conditions::get)
        .toList();
  }

  private static String name(Condition condition) {
    return condition.operator() + condition.key().toLowerCase(Locale.ROOT);
  }

  static Arbitrary<PolicyDocument> plainDocument() {
    return statement(principals(), plainCondition()).list().ofMaxSize(3).map(PolicyDocument::of);
  }

  static Arbitrary<PolicyDocument> anyDocument() {
    return Combinators.combine(
            Arbitraries.of(
                PolicyDocument.VERSION_2012,
                PolicyDocument.VERSION_2008,
                PolicyDocument.NO_VERSION),
            Arbitraries.of("id", "").injectNull(0.5),
            anyStatement().list().ofMaxSize(4))
        .as(PolicyDocument::new);
  }

  static Arbitrary<Caller> caller() {
    return Arbitraries.of(
        new Caller.IamRole("arn:aws:iam::111122223333:role/app"),
        new Caller.IamRole("arn:aws:iam::444455556666:role/app"),
        new Caller.IamRole("arn:aws:iam::444455556666:role/other"),
        new Caller.IamUser("arn:aws:iam::444455556666:user/ann"),
        new Caller.AccountRoot("aws", "444455556666"),
        new Caller.AccountRoot("aws", "777788889999"),
        new Caller.Service("sns.amazonaws.com"),
        new Caller.Service("s3.amazonaws.com"),
        new Caller.Anonymous());
  }

  static Arbitrary<Request> request(Arbitrary<RequestContext> context) {
    return Combinators.combine(
            caller(),
            Arbitraries.of("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:PurgeQueue"),
            context)
        .as((caller, action, known) -> new Request(caller, action, QUEUE, known));
  }

  /** Everything is known. */
  static Arbitrary<RequestContext> completeContext() {
    return Combinators.combine(sourceArn(), transport(), team())
        .as(
            (source, tls, team) ->
                RequestContext.absentUnlessStated()
                    .with("aws:SourceArn", source)
                    .with("aws:SecureTransport", tls)
                    .with("aws:PrincipalTag/team", team)
                    .build());
  }

  static Arbitrary<ContextValue> sourceArn() {
    return values(SOURCES.get(0), SOURCES.get(1), "arn:aws:sns:us-east-1:444455556666:c");
  }

  static Arbitrary<ContextValue> transport() {
    return values("true", "false");
  }

  static Arbitrary<ContextValue> team() {
    return values("blue", "Blue", "BLUE", "red", "green");
  }

  private static Arbitrary<ContextValue> values(String... values) {
    return Arbitraries.of(values)
        .<ContextValue>map(value -> new ContextValue.Known(List.of(value)))
        .injectNull(0.25)
        .map(value -> value == null ? new ContextValue.Absent() : value);
  }
}
