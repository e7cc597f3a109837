package dev.keyway.queue;

import dev.keyway.aws.AwsException;
import dev.keyway.queue.RedriveView.DeadLetter;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Failures;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Reading;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.RedriveAllowPolicy;
import java.util.List;
import java.util.Map;

/**
 * Looks at a dead-letter queue that Keyway does not manage. Whom it lets read is not known, so no
 * key waits for them.
 */
record ForeignDeadLetter(Observations observations, RedriveSubject subject, String queueArn) {

  DeadLetter look(int maxReceiveCount) {
    boolean isNear =
        AwsNames.accountOf(queueArn).equals(AwsNames.accountOf(subject.queueArn()))
            && AwsNames.regionOf(queueArn).equals(AwsNames.regionOf(subject.queueArn()));
    if (!isNear) {
      return new DeadLetter.Unfit(
          Reason.RegionMismatch,
          "The dead-letter queue "
              + queueArn
              + " is in another region or account; SQS moves messages within one of each. Name"
              + " another in deadLetter.");
    }
    boolean known = subject.attributes().isEmpty() || subject.standsOn(queueArn);
    return known ? found(maxReceiveCount) : read(maxReceiveCount);
  }

  private DeadLetter read(int maxReceiveCount) {
    return switch (observations.queue(queueArn, subject.notBefore())) {
      case Reading.Absent<Map<String, String>> _ ->
          missing(Reason.ReferenceNotFound, "is not there");
      case Reading.Unreadable<Map<String, String>>(var failure) when Failures.isPassing(failure) ->
          throw new AwsException(failure);
      case Reading.Unreadable<Map<String, String>>(var failure) ->
          missing(Reason.ReferenceNotReady, "could not be read: " + failure.describe());
      case Reading.Found<Map<String, String>>(var attributes, var _) ->
          admits(attributes)
              ? found(maxReceiveCount)
              : missing(
                  Reason.RedriveNotAllowed,
                  "does not admit this queue; its owner has to change its RedriveAllowPolicy");
    };
  }

  private boolean admits(Map<String, String> attributes) {
    return RedriveAllowPolicy.read(attributes.getOrDefault(RedriveAllowPolicy.ATTRIBUTE, ""))
        .admits(subject.queueArn());
  }

  private DeadLetter.Found found(int maxReceiveCount) {
    return new DeadLetter.Found(queueArn, maxReceiveCount, List.of());
  }

  private DeadLetter.Missing missing(Reason reason, String why) {
    return new DeadLetter.Missing(reason, "The dead-letter queue " + queueArn + " " + why + ".");
  }
}
