package dev.keyway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.KeyDescription;
import dev.keyway.drift.Difference;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.ServiceAsk;
import dev.keyway.policy.PolicyLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the owner of a key that Keyway does not manage has to write, and whether it stands. */
class KeyStatementsTest {
  private static final String KEY = "arn:aws:kms:eu-central-1:444455556666:key/1";
  private static final String WORKER = "arn:aws:iam::444455556666:role/worker";
  private static final Duration WITHDRAW = Duration.ofMinutes(15);
  private static final Instant NOW = Plans.NOW;
  private static final List<Grant> GRANTS =
      KeyGrants.ofQueue(
          new QueueAsk(
              "EncryptedQueue orders",
              "arn:aws:sqs:eu-central-1:111122223333:shop_orders",
              List.of(WORKER, "777788889999"),
              List.of("arn:aws:iam::111122223333:user/sender"),
              List.of(
                  new ServiceAsk(
                      "s3.amazonaws.com", List.of("arn:aws:s3:::a"), List.of("111122223333"))),
              List.of(
                  new QueueAsk.Source(
                      "TopicSubscription orders",
                      "arn:aws:sns:eu-central-1:111122223333:shop_orders"))));

  @Test
  void everyGrantIsProvenByWhatIsPrinted() {
    assertThat(judged(holding(GRANTS)))
        .hasSize(4)
        .allMatch(s -> s.verdict() == Verdict.PROVEN && NOW.toString().equals(s.provenAt()));
  }

  @Test
  void everyGrantThatIsMissingBreaksItsStatementAlone() {
    for (var missing : GRANTS) {
      var policy = holding(GRANTS.stream().filter(g -> !g.equals(missing)).toList());

      assertThat(judged(policy).stream().filter(s -> s.verdict() == Verdict.BROKEN))
          .as(missing.toString())
          .singleElement()
          .asString()
          .contains(missing.group().kind().sidName());
    }
  }

  @Test
  void whatNoPolicyHasRoomForKeepsEverythingOffTheKey() {
    var roles =
        IntStream.range(0, 700).mapToObj(i -> WORKER + "-with-a-name-of-some-length-" + i).toList();
    var grants =
        KeyGrants.ofQueue(
            new QueueAsk(
                "EncryptedQueue orders",
                "arn:aws:sqs:eu-central-1:111122223333:shop_orders",
                roles,
                List.of(),
                List.of(),
                List.of()));
    var key = external(found(holding(grants))).with(grants).accepted(true, List.of());

    assertThat(ExternalKeys.toMove(new KeyView.External(key)))
        .get()
        .asString()
        .contains("GrantRefused");
  }

  @Test
  void aConditionThatNobodyCanJudgeIsUnknown() {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/worker"},
          "Action":"kms:*","Resource":"*",
          "Condition":{"StringEquals":{"aws:PrincipalTag/team":"a"}}}]}
        """;
    var consumers = GRANTS.stream().filter(g -> g.member().equals(WORKER)).toList();

    assertThat(KeyStatements.of(external(found(policy)).with(consumers)))
        .singleElement()
        .matches(s -> s.verdict() == Verdict.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(
      value = AwsFailure.Cause.class,
      names = {"THROTTLED", "UNREACHABLE", "SERVICE_ERROR", "OUTCOME_UNKNOWN"})
  void aReadThatWasNotAnsweredLeavesTheVerdictAsItWas(AwsFailure.Cause cause) {
    var proven = judged(holding(GRANTS));

    assertThat(after(proven, unreadable(cause), List.of(), NOW.plusSeconds(600))).isEqualTo(proven);
  }

  @Test
  void aPolicyThatMayNotBeReadIsUnknown() {
    var proven = judged(holding(GRANTS));

    assertThat(after(proven, unreadable(AwsFailure.Cause.ACCESS_DENIED), List.of(), NOW))
        .allMatch(s -> s.verdict() == Verdict.UNKNOWN);
  }

  @Test
  void onlyWhatWasProvenOnceIsDrift() {
    var none = found(holding(List.of()));
    var never = after(List.of(), none, List.of(), NOW);
    assertThat(drift(never, none)).isEmpty();

    var proven = judged(holding(GRANTS));
    assertThat(drift(proven, none)).hasSize(4);
    assertThat(drift(after(proven, none, List.of(), NOW), none)).as("and stays so").hasSize(4);
  }

  @Test
  void aKeyThatIsNotUsedYetIsNoDrift() {
    var none = found(holding(List.of()));

    assertThat(
            KeyStatements.drift(
                judged(holding(GRANTS)),
                new KeyView.External(external(none)),
                Optional.empty(),
                List.of(),
                WITHDRAW,
                NOW))
        .isEmpty();
  }

  @Test
  void aKeyThatWasLeftNeedsAllUntilWhatIsUnderWayHasArrivedThenDecryptionOnly() {
    var since = NOW.minus(WITHDRAW);
    var entry = new RetiringKey(KEY, since.toString(), NOW.plusSeconds(7200).toString());
    var left = new LeftKey(external(found(holding(GRANTS))), entry);

    assertThat(
            KeyStatements.after(
                List.of(),
                new KeyView.NotNeeded(),
                List.of(left),
                WITHDRAW,
                NOW.minus(Duration.ofSeconds(1))))
        .hasSize(4);
    assertThat(
            KeyStatements.after(List.of(), new KeyView.NotNeeded(), List.of(left), WITHDRAW, NOW))
        .singleElement()
        .matches(s -> s.sid().contains("Consumers"))
        .matches(s -> NOW.plusSeconds(7200).toString().equals(s.neededUntil()));
  }

  private static List<KeyStatement> judged(String policy) {
    return after(List.of(), found(policy), List.of(), NOW);
  }

  private static List<KeyStatement> after(
      List<KeyStatement> previous, Reading<String> policy, List<LeftKey> left, Instant now) {
    return KeyStatements.after(
        previous, new KeyView.External(external(policy)), left, WITHDRAW, now);
  }

  private static List<Difference> drift(List<KeyStatement> previous, Reading<String> policy) {
    return KeyStatements.drift(
        previous,
        new KeyView.External(external(policy)),
        Optional.of(KEY),
        List.of(),
        WITHDRAW,
        NOW);
  }

  private static ExternalKey external(Reading<String> policy) {
    var description =
        new KeyDescription(KEY, KeyDescription.ENABLED, "", "CUSTOMER", Instant.EPOCH, null);
    return new ExternalKey(
        KEY,
        "eu-central-1",
        new Reading.Found<>(description, NOW),
        policy,
        GRANTS,
        false,
        List.of());
  }

  private static Reading<String> found(String policy) {
    return new Reading.Found<>(policy, NOW);
  }

  private static Reading<String> unreadable(AwsFailure.Cause cause) {
    return new Reading.Unreadable<>(
        new AwsFailure(cause, "kms", "GetKeyPolicy", KEY, "Code", "message", null));
  }

  private static String holding(List<Grant> grants) {
    return new Admission(PolicyLimits.KMS_KEY, List.of())
        .admit(grants, Set.of())
        .document()
        .toJson();
  }
}
