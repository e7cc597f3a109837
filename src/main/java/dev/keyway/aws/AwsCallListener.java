package dev.keyway.aws;

/**
 * Hears of every call to AWS, on the thread that made it, right after the answer and before the
 * caller has it. It must be quick and thread-safe; what it throws is logged and goes no further.
 */
@FunctionalInterface
public interface AwsCallListener {
  /** Take note of a call that has ended. */
  void called(AwsCall call);
}
