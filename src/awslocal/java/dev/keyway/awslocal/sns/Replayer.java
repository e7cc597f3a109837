package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.kms.DataKeys;
import dev.keyway.awslocal.kms.KmsRefusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Sends archived messages to one subscription again ("Message replay for FIFO topic subscribers").
 * A replay is over as soon as it was asked for; AWS takes its time.
 */
final class Replayer {

  private static final String NAME = Subscription.REPLAY;

  private final Timing timing;
  private final DataKeys dataKeys;
  private final Courier courier;

  Replayer(Timing timing, DataKeys dataKeys, Courier courier) {
    this.timing = timing;
    this.dataKeys = dataKeys;
    this.courier = courier;
  }

  /** Refuses a policy that SNS does not take. */
  void check(Topic topic, String text) {
    if (!topic.fifo) {
      throw SnsErrors.invalid("AttributeName");
    }
    ObjectNode policy =
        Json.readObject(text).orElseThrow(() -> SnsErrors.invalid(NAME + ": Unable to parse JSON"));
    if (policy.isEmpty()) {
      return;
    }
    if (!policy.has("PointType") || !policy.has("StartingPoint")) {
      throw SnsErrors.invalid(NAME + ": JSON is missing required fields");
    }
    if (!policy.path("PointType").asText().equals("Timestamp")) {
      throw SnsErrors.invalid(NAME + ": Invalid PointType");
    }
    Archive archive = topic.archive();
    if (archive == null) {
      throw SnsErrors.invalid(NAME + ": Topic does not have an ArchivePolicy");
    }
    Instant start = time(policy, "StartingPoint");
    Instant end = policy.has("EndingPoint") ? time(policy, "EndingPoint") : timing.now();
    if (start.isBefore(archive.beginning(timing.now())) || start.isAfter(end)) {
      throw SnsErrors.invalid(NAME + ": Invalid StartingPoint value");
    }
    if (end.isAfter(timing.now())) {
      throw SnsErrors.invalid(NAME + ": Invalid EndingPoint value");
    }
  }

  /** Starts, which takes the place of a replay before it; an empty policy ends it. */
  void start(Topic topic, Subscription subscription, String text) {
    ObjectNode policy = Json.readObject(text).orElseThrow();
    subscription.replayStatus = null;
    Archive archive = topic.archive();
    if (policy.isEmpty() || archive == null) {
      return;
    }
    subscription.replays++;
    Instant end = policy.has("EndingPoint") ? time(policy, "EndingPoint") : timing.now();
    subscription.replayStatus = "Completed";
    for (Archive.Entry entry : archive.from(time(policy, "StartingPoint"), timing.now())) {
      if (entry.message().time().isAfter(end)) {
        return;
      }
      if (!isReadable(topic, entry)) {
        subscription.replayStatus = "Failed";
        return;
      }
      courier.deliver(topic, subscription, entry.message().replay());
    }
  }

  // SNS itself decrypts what is archived ("Grant access to an encrypted archive").
  private boolean isReadable(Topic topic, Archive.Entry entry) {
    if (entry.keyArn().isEmpty()) {
      return true;
    }
    Caller sns = new Caller.Service("sns.amazonaws.com", topic.arn, topic.account);
    try {
      dataKeys.decrypt(
          entry.keyArn().get(),
          new DataKeys.Purpose(sns, "sns", "aws:sns:topicArn", topic.arn, topic.region));
      return true;
    } catch (KmsRefusal refusal) {
      return false;
    }
  }

  private static Instant time(ObjectNode policy, String field) {
    try {
      return OffsetDateTime.parse(policy.path(field).asText()).toInstant();
    } catch (DateTimeException e) {
      throw SnsErrors.invalid(NAME + ": Invalid " + field + " value");
    }
  }
}
