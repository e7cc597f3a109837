package dev.keyway.scenario;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.Aws;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.QueueService;
import dev.keyway.aws.TopicService;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Kills the operator at a chosen AWS call, or between a pass and the write of its status. */
final class Cutter {
  /** The operator is killed here: nothing in the process may catch it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Where a cut lies. */
  enum Where {
    BEFORE_CALL,
    AFTER_CALL,
    BEFORE_STATUS
  }

  private Where where = Where.BEFORE_CALL;
  private int left = -1;
  private int calls;
  private int passes;

  /** Kill at the n-th call or pass from now on, 1 being the next. */
  void arm(Where at, int n) {
    where = at;
    left = n;
  }

  /** Live on. */
  void disarm() {
    left = -1;
  }

  int calls() {
    return calls;
  }

  int passes() {
    return passes;
  }

  /** A pass has ended, and its status is not written yet. */
  void passed() {
    passes++;
    if (where == Where.BEFORE_STATUS) {
      count();
    }
  }

  Aws around(Aws aws) {
    return new Aws() {
      @Override
      public AccountIdentity identity() {
        return aws.identity();
      }

      @Override
      public KeyService keys(String region) {
        return around(KeyService.class, aws.keys(region));
      }

      @Override
      public TopicService topics(String region) {
        return around(TopicService.class, aws.topics(region));
      }

      @Override
      public QueueService queues(String region) {
        return around(QueueService.class, aws.queues(region));
      }
    };
  }

  private <T> T around(Class<T> port, T target) {
    var proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              calls++;
              if (where == Where.BEFORE_CALL) {
                count();
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if (where == Where.AFTER_CALL) {
                  count();
                }
              }
            });
    return port.cast(proxy);
  }

  private void count() {
    if (left > 0 && --left == 0) {
      left = -1;
      throw new Killed();
    }
  }
}
