package dev.keyway.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.aws.AwsFailure;
import dev.keyway.reconcile.Conditions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BindingReportTest {
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
  private static final Set<String> SERVES = Set.of("orders", "payments");

  private final Binding binding = AssignmentTest.binding("pay", 0, "{}");

  @Test
  void aBindingWhoseRoleCanBeTakenIsReadyAndCounts() {
    var observation = seen("111122223333", Map.of(), 7);

    assertThat(ready(binding, observation))
        .isEqualTo("Proven: Keyway works in account 111122223333 for 2 namespace(s).");
    var status =
        BindingReport.status(
            binding, observation, BindingReport.outcome(binding, observation), NOW);
    assertThat(status.namespaces()).isEqualTo(2);
    assertThat(status.objects()).isEqualTo(7);
    assertThat(status.conflicts()).isNull();
  }

  @Test
  void credentialsOfAnotherAccountAreToldWithBothAccounts() {
    assertThat(ready(binding, seen("444455556666", Map.of(), 0)))
        .startsWith(
            "AccountMismatch: Keyway's credentials are of account 444455556666, not 111122223333");
  }

  @Test
  void aNewerBindingSaysWhichOlderOneServesItsNamespaces() {
    var observation = seen("111122223333", Map.of("older", new TreeSet<>(Set.of("a", "b"))), 0);

    assertThat(ready(binding, observation))
        .startsWith(
            "Conflicting: 2 namespace(s) that it selects are served by an older AccountBinding,"
                + " first a by older. It serves 2 other(s).");
  }

  @Test
  void aRoleThatCannotBeTakenIsTriedAgain() {
    var failure =
        new BindingObservation(Optional.empty(), Optional.of(denied()), SERVES, Map.of(), 0);

    assertThat(ready(binding, failure)).startsWith("NoCredentials: ");
  }

  @Test
  void aBindingInUseDoesNotGo() {
    var leaving = new Binding("pay", 2, binding.createdAt(), true, binding.spec(), null);

    assertThat(ready(leaving, seen("111122223333", Map.of(), 3)))
        .startsWith("BindingInUse: Deletion waits for 3 object(s) in 2 namespace(s)");
    assertThat(BindingReport.isInUse(seen("111122223333", Map.of(), 3))).isTrue();
    assertThat(BindingReport.isInUse(seen("111122223333", Map.of(), 0))).isFalse();
  }

  private static BindingObservation seen(
      String account, Map<String, Set<String>> conflicts, int objects) {
    return new BindingObservation(
        Optional.of(account), Optional.empty(), SERVES, conflicts, objects);
  }

  private static AwsFailure denied() {
    return new AwsFailure(
        AwsFailure.Cause.CREDENTIALS, "sts", "GetCallerIdentity", "caller", "", "no", null);
  }

  private static String ready(Binding binding, BindingObservation observation) {
    var outcome = BindingReport.outcome(binding, observation);
    var status = BindingReport.status(binding, observation, outcome, NOW);
    Condition ready = Conditions.find(status.conditions(), Conditions.READY).orElseThrow();
    return ready.reason() + ": " + ready.message();
  }
}
