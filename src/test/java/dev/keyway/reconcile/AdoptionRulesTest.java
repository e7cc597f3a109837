package dev.keyway.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.AdoptionStatus;
import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.PlannedChange;
import dev.keyway.api.v1alpha1.PolicyOwnership;
import dev.keyway.drift.Difference;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Grant;
import dev.keyway.grants.GrantGroup;
import dev.keyway.grants.GrantKind;
import dev.keyway.policy.PolicyDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdoptionRulesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");
  private static final PolicyDocument NONE = PolicyText.read(PolicyText.EMPTY).orElseThrow();

  private record Spec(
      Adopt adopt, @Nullable Management management, @Nullable PolicyOwnership policyOwnership)
      implements KeywaySpec {
    @Override
    public @Nullable DeletionPolicy deletionPolicy() {
      return null;
    }

    @Override
    public @Nullable Integer checkIntervalSeconds() {
      return null;
    }
  }

  private record Status(AdoptionStatus adoption) implements KeywayStatus {
    @Override
    public Long observedGeneration() {
      return 1L;
    }

    @Override
    public List<Condition> conditions() {
      return List.of();
    }

    @Override
    public List<DriftEntry> drift() {
      return List.of();
    }

    @Override
    public List<PlannedChange> plan() {
      return List.of();
    }

    @Override
    public @Nullable String lastCheckNow() {
      return null;
    }
  }

  @Test
  void whatTheSpecSetsStandsInStatusBeforeItIsWritten() {
    assertThat(adoption(List.of(), null, "Delay").unrecorded()).isPresent();
    assertThat(adoption(List.of("Delay"), null, "Delay").unrecorded()).isEmpty();
    assertThat(adoption(List.of("Delay", "Wait"), null).unrecorded()).isEmpty();
  }

  @Test
  void aMinuteIsWaitedAfterSomebodyElsesChangeUnlessAChannelIsBroken() {
    var changed = sharing(null, NOW.minusSeconds(30).toString(), NONE);
    assertThat(changed.waits(NONE, drift(Impact.CHANGED), NOW)).isPresent();
    assertThat(changed.waits(NONE, drift(Impact.BROKEN), NOW)).isEmpty();
    assertThat(changed.waits(NONE, drift(Impact.CHANGED), NOW.plusSeconds(30))).isEmpty();
  }

  @Test
  void aPolicyIsWrittenOnlyWhenTheLastLookSawTheSameStatementsOfOthers() throws Exception {
    var theirs =
        PolicyDocument.parse(
            """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*"}]}
            """);
    var seenNone = sharing(null, null, theirs);
    assertThat(seenNone.waits(theirs, drift(Impact.BROKEN), NOW)).isPresent();
  }

  @Test
  void whereNothingIsWrittenNothingIsWaitedForAndNothingBecomesManaged() {
    var now = NOW.toString();
    var changed = adoption(Management.REPORT, List.of("Wait"), now, "Delay");
    var sharing = sharing(Management.REPORT, now, NONE);
    assertThat(changed.unrecorded()).isEmpty();
    assertThat(sharing.waits(NONE, drift(Impact.CHANGED), NOW)).isEmpty();
    assertThat(changed.manages("Delay")).isTrue();
    assertThat(
            requireNonNull(changed.after(Optional.of(sharing), Optional.of(NONE), NOW)).managed())
        .containsExactly("Wait");
  }

  @Test
  void aPolicyStaysSharedWhileAPrincipalWouldBeCutOffWhoseOwnGrantDoesNotFit() throws Exception {
    var role = "arn:aws:iam::444455556666:role/ledger-task";
    var theirs =
        PolicyDocument.parse(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
              "Action":"sqs:ReceiveMessage","Resource":"*"}]}
            """
                .formatted(role));
    var group =
        new GrantGroup(
            GrantKind.CONSUMERS,
            List.of("sqs:ReceiveMessage"),
            "*",
            List.of(),
            new GrantGroup.Members.Principals());
    var grant = new Grant("EncryptedQueue q", group, role);
    var fits = exclusive(theirs, grant, List.of());
    var left = exclusive(theirs, grant, List.of(new Admission.Refusal(grant, "too large")));

    assertThat(fits.isShared()).isFalse();
    assertThat(left.isShared()).isTrue();
    assertThat(left.obstacle("arn").orElseThrow()).asString().contains(role);
  }

  @Test
  void whomAnAdditionalStatementLetsInIsNotCutOff() throws Exception {
    var statement =
        """
        {"Sid":"%s","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/audit"},
          "Action":"sqs:GetQueueAttributes","Resource":"*"}
        """;
    var theirs = policy(statement.formatted("theirs"));
    var both =
        policy(
            statement.formatted("theirs")
                + ","
                + statement.formatted("KeywayAdditional0123456789"));
    var group =
        new GrantGroup(
            GrantKind.CONSUMERS,
            List.of("sqs:ReceiveMessage"),
            "*",
            List.of(),
            new GrantGroup.Members.Principals());
    var grant = new Grant("EncryptedQueue q", group, "444455556666");

    assertThat(exclusive(theirs, grant, List.of()).isShared()).isTrue();
    assertThat(exclusive(both, grant, List.of()).isShared()).isFalse();
  }

  private static PolicyDocument policy(String statements) throws Exception {
    return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}");
  }

  private static PolicySharing exclusive(
      PolicyDocument observed, Grant asked, List<Admission.Refusal> refused) {
    var spec = new Spec(new Adopt("arn"), null, PolicyOwnership.EXCLUSIVE);
    var name = new ObjectName(Kind.ENCRYPTED_QUEUE, "shop", "q");
    return PolicySharing.of(
        new Resource<Spec, Status>(name, "uid", 1, NOW, false, null, spec, null),
        Optional.of(observed),
        "111122223333",
        () -> List.of(asked),
        _ -> new Admission.Admitted(observed, refused));
  }

  private static List<Difference> drift(Impact impact) {
    return List.of(new Difference("Policy", "a", "b", impact));
  }

  private static Adoption adoption(
      List<String> recorded, @Nullable String changedAt, String... set) {
    return adoption(null, recorded, changedAt, set);
  }

  private static Adoption adoption(
      @Nullable Management mode, List<String> recorded, @Nullable String changedAt, String... set) {
    return Adoption.of(resource(mode, recorded, changedAt), Set.of(set));
  }

  private static PolicySharing sharing(
      @Nullable Management mode, @Nullable String changedAt, PolicyDocument observed) {
    return PolicySharing.of(
        resource(mode, List.of(), changedAt),
        Optional.of(observed),
        "111122223333",
        List::of,
        _ -> new Admission.Admitted(observed, List.of()));
  }

  private static Resource<Spec, Status> resource(
      @Nullable Management mode, List<String> recorded, @Nullable String changedAt) {
    var status = new Status(new AdoptionStatus(recorded, List.of(), changedAt));
    var name = new ObjectName(Kind.ENCRYPTED_QUEUE, "shop", "q");
    var spec = new Spec(new Adopt("arn"), mode, null);
    return new Resource<>(name, "uid", 1, NOW, false, null, spec, status);
  }
}
