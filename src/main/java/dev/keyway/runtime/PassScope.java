package dev.keyway.runtime;

import dev.keyway.aws.MutationLog;
import dev.keyway.reconcile.ObjectName;
import java.util.function.Supplier;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The pass that the current thread runs, for logs and for whom to wake. */
final class PassScope {
  private static final ScopedValue<ObjectName> CURRENT = ScopedValue.newInstance();

  private PassScope() {}

  /** Do the work of a pass. */
  static <R> R around(ObjectName name, long generation, Supplier<R> work) {
    MDC.put(MutationLog.OBJECT, name.toString());
    MDC.put(MutationLog.GENERATION, Long.toString(generation));
    try {
      return ScopedValue.where(CURRENT, name).call(work::get);
    } finally {
      MDC.remove(MutationLog.OBJECT);
      MDC.remove(MutationLog.GENERATION);
    }
  }

  /** Return the object whose pass runs here, if any does. */
  static @Nullable ObjectName current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }
}
