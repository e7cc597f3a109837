package dev.keyway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read of a failed call: the cause, where, and how long it may take. */
class FailuresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ACCESS_DENIED    | AccessDenied   | Reconciling | AWS denies sqs:CreateQueue on arn:q. Allow it in the policies of the operator's role; it is tried again, after 5 minutes at the latest.
          CREDENTIALS      | NoCredentials  | Reconciling | The operator has no valid AWS credentials (Code). Check the role of its service account; it is tried again, after 5 minutes at the latest.
          THROTTLED        | Throttled      | Reconciling | AWS throttles sqs:CreateQueue, or all its turns are taken; it is tried again, after 30 seconds at the latest.
          UNREACHABLE      | AwsUnreachable | Reconciling | AWS cannot be reached for sqs:CreateQueue (Code); it is tried again, after 5 minutes at the latest.
          RECENTLY_DELETED | RecentlyDeleted| Reconciling | A queue of this name was deleted less than 60 seconds ago; it is tried again, after a minute at the latest.
          INVALID          | RefusedByAws   | Stalled     | CreateQueue on arn:q: Code: said; this waits for a change of the spec, and is looked at again at each check.
          NOT_FOUND        | RefusedByAws   | Reconciling | CreateQueue on arn:q: Code: said; it is tried again, after 5 minutes at the latest.
          LIMIT_EXCEEDED   | QuotaExceeded  | Reconciling | CreateQueue on arn:q: Code: said; it is tried again, after 5 minutes at the latest.
          POLICY_REFUSED   | PolicyRefused  | Reconciling | CreateQueue on arn:q: Code: said; it is tried again, after 5 minutes at the latest.
          SERVICE_ERROR    | AwsFailed      | Reconciling | CreateQueue on arn:q: Code: said; it is tried again, after 5 minutes at the latest.
          OUTCOME_UNKNOWN  | AwsFailed      | Reconciling | CreateQueue on arn:q: Code: said; it is tried again, after 5 minutes at the latest.
          """)
  void namesCausePlaceAndCeiling(Cause cause, Reason reason, String condition, String message) {
    var failure = failure(cause);

    var conditions =
        Conditions.of(
            1, List.of(), new Outcome.Failed(failure), "", List.of(), List.of(), Instant.EPOCH);

    assertThat(Failures.reason(failure)).isEqualTo(reason);
    assertThat(Failures.message(failure)).isEqualTo(message);
    assertThat(Conditions.isTrue(conditions, condition)).isTrue();
    assertThat(Conditions.find(conditions, Conditions.READY).orElseThrow().status())
        .isEqualTo(ConditionStatus.FALSE);
  }

  @Test
  void aRoleThatMayNotBePassedOnIsNamed() {
    var text =
        "User: arn:aws:sts::1:assumed-role/keyway/… is not authorized to perform: iam:PassRole on"
            + " resource: arn:aws:iam::1:role/log because no identity-based policy allows it";
    var failure =
        new AwsFailure(
            Cause.ACCESS_DENIED, "sns", "SetTopicAttributes", "arn:t", "Code", text, null);

    assertThat(Failures.message(failure))
        .startsWith(
            "AWS denies iam:PassRole on arn:aws:iam::1:role/log, which sns:SetTopicAttributes needs."
                + " Allow it in the policies of the operator's role;");
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void everyCauseSaysWhenItGoesOn(Cause cause) {
    assertThat(Failures.message(failure(cause)))
        .containsAnyOf(" at the latest.", " at each check.")
        .contains(
            Retry.of(cause)
                .longest()
                .map(
                    wait ->
                        wait.toSeconds() < 60
                            ? "30 seconds"
                            : wait.toMinutes() == 1 ? "a minute" : "5 minutes")
                .orElse("change of the spec"));
  }

  private static AwsFailure failure(Cause cause) {
    return new AwsFailure(cause, "sqs", "CreateQueue", "arn:q", "Code", "said", null);
  }
}
