package dev.keyway.runtime;

import dev.keyway.aws.AwsCall;
import dev.keyway.aws.AwsCallListener;
import dev.keyway.aws.AwsFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** Counts and times the requests to AWS. */
final class AwsMetrics implements AwsCallListener {
  static final String CALLS = "keyway.aws.calls";
  static final String TIME = "keyway.aws.call";
  static final String SUCCESS = "Success";

  private final MeterRegistry registry;

  AwsMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void called(AwsCall call) {
    registry
        .counter(
            CALLS,
            "service",
            call.service(),
            "operation",
            call.operation(),
            "outcome",
            outcome(call.failure()))
        .increment();
    Timer.builder(TIME)
        .tags("service", call.service(), "operation", call.operation())
        .register(registry)
        .record(call.took());
  }

  private static String outcome(@Nullable AwsFailure failure) {
    return failure == null ? SUCCESS : Spelling.of(failure.cause());
  }
}
