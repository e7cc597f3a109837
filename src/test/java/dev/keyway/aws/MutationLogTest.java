package dev.keyway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MutationLogTest {
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234";

  private final Logger logger = Logger.getLogger(MutationLog.class.getName());
  private final Lines lines = new Lines();
  private final MutationLog log = new MutationLog();

  @BeforeEach
  void listen() {
    logger.addHandler(lines);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(lines);
    MDC.clear();
  }

  @Test
  void aMutationIsOneLineWithObjectAndGeneration() {
    MDC.put(MutationLog.OBJECT, "EncryptionKey shop/orders");
    MDC.put(MutationLog.GENERATION, 7L);

    log.called(call(true, null, "req-1"));

    assertThat(lines.written)
        .containsExactly(
            "INFO aws mutation operation=kms:PutKeyPolicy region=eu-central-1 resource="
                + ARN
                + " outcome=ok requestId=req-1 object=EncryptionKey shop/orders generation=7 tookMs=42");
  }

  @Test
  void aFailedMutationNamesItsCauseAndCode() {
    var failure =
        new AwsFailure(
            AwsFailure.Cause.OUTCOME_UNKNOWN,
            "kms",
            "PutKeyPolicy",
            ARN,
            "SocketException",
            "Connection reset",
            null);

    log.called(call(true, failure, null));

    assertThat(lines.written)
        .containsExactly(
            "INFO aws mutation operation=kms:PutKeyPolicy region=eu-central-1 resource="
                + ARN
                + " outcome=OUTCOME_UNKNOWN/SocketException requestId=- object=- generation=- tookMs=42");
  }

  @Test
  void readsAreNotLogged() {
    log.called(call(false, null, "req-1"));

    assertThat(lines.written).isEmpty();
  }

  private static AwsCall call(
      boolean mutating, @Nullable AwsFailure failure, @Nullable String requestId) {
    return new AwsCall(
        "kms",
        "PutKeyPolicy",
        "eu-central-1",
        ARN,
        mutating,
        Duration.ofMillis(42),
        failure,
        requestId);
  }

  private static final class Lines extends Handler {
    private final List<String> written = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      String level = entry.getLevel().intValue() == Level.INFO.intValue() ? "INFO" : "?";
      written.add(level + " " + entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
