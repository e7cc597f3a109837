package dev.keyway.aws;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Writes one INFO line per mutating call, so that what Keyway did to an AWS object can be found by
 * its name and followed into CloudTrail by the request id.
 *
 * <p>For whom it was done comes from the logging context: {@value #OBJECT} and {@value
 * #GENERATION}, where the caller has set them.
 */
public final class MutationLog implements AwsCallListener {
  /** Key of the logging context: the custom resource that the pass is for. */
  public static final String OBJECT = "object";

  /** Key of the logging context: the generation that the pass works on. */
  public static final String GENERATION = "generation";

  private static final Logger LOG = Logger.getLogger(MutationLog.class);
  private static final String ABSENT = "-";

  @Override
  public void called(AwsCall call) {
    if (call.mutating()) {
      LOG.info(line(call));
    }
  }

  private static String line(AwsCall call) {
    return "aws mutation operation="
        + (call.service() + ":" + call.operation())
        + (" region=" + call.region())
        + (" resource=" + call.resource())
        + (" outcome=" + outcome(call.failure()))
        + (" requestId=" + orAbsent(call.requestId()))
        + (" object=" + orAbsent(MDC.get(OBJECT)))
        + (" generation=" + orAbsent(MDC.get(GENERATION)))
        + (" tookMs=" + call.took().toMillis());
  }

  private static String outcome(@Nullable AwsFailure failure) {
    return failure == null ? "ok" : failure.cause() + "/" + failure.code();
  }

  private static String orAbsent(@Nullable Object value) {
    return value == null ? ABSENT : value.toString();
  }
}
