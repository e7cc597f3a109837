package dev.keyway.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the Lease that lets one instance work.
 *
 * <p>JOSDK's own election is not used: it stops renewing before the running passes have ended, and
 * does not release the Lease. The elector alone is not trusted either: it looks at its deadline
 * between two attempts, and an attempt may hang; so each second it is checked that the last renewal
 * is recent enough.
 */
final class Leadership {
  private static final Logger LOG = Logger.getLogger(Leadership.class);

  private enum State {
    STANDBY,
    LEADING,
    RESIGNED
  }

  private final KubernetesClient client;
  private final LeaseOptions options;
  private final Runnable onLost;
  private final RenewalLock lock;
  private final AtomicReference<State> state = new AtomicReference<>(State.STANDBY);
  private final CountDownLatch decided = new CountDownLatch(1);
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("leadership-", 0).factory());
  private @Nullable CompletableFuture<?> election;
  private @Nullable Future<?> check;

  /**
   * Take part in the election.
   *
   * @param onLost called when another instance may lead although this one has not resigned
   */
  Leadership(KubernetesClient client, LeaseOptions options, Runnable onLost) {
    this.client = client;
    this.options = options;
    this.onLost = onLost;
    this.lock = new RenewalLock(options);
  }

  /** Wait until this instance leads; false when it has resigned instead. */
  boolean await() throws InterruptedException {
    start();
    decided.await();
    return state.get() == State.LEADING;
  }

  /** Return whether another instance is waited for. */
  boolean isStandby() {
    return state.get() == State.STANDBY;
  }

  /** Stop taking part, and release the Lease so that another instance can take over at once. */
  void resign() {
    state.set(State.RESIGNED);
    decided.countDown();
    synchronized (this) {
      if (election != null) {
        election.cancel(true);
      }
      if (check != null) {
        check.cancel(false);
      }
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(options.retry().toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void start() {
    if (election != null || state.get() == State.RESIGNED) {
      return;
    }
    var config =
        new LeaderElectionConfig(
            lock,
            options.duration(),
            options.renewDeadline(),
            options.retry(),
            new LeaderCallbacks(this::lead, this::lose, this::report),
            true,
            options.name());
    election = new LeaderElector(client, config, executor).start();
    check = executor.scheduleAtFixedRate(this::check, 1, 1, TimeUnit.SECONDS);
  }

  private void lead() {
    if (state.compareAndSet(State.STANDBY, State.LEADING)) {
      LOG.infof("This instance, %s, leads now", options.identity());
      decided.countDown();
    }
  }

  private void lose() {
    if (state.compareAndSet(State.LEADING, State.RESIGNED)) {
      LOG.errorf("The lease %s is lost; this instance stops at once", options.name());
      onLost.run();
    }
  }

  private void check() {
    if (state.get() == State.LEADING
        && lock.sinceRenewal().compareTo(options.renewDeadline().plus(options.retry())) > 0) {
      lose();
    }
  }

  private void report(@Nullable String leader) {
    LOG.infof("The leader is %s", leader == null ? "nobody" : leader);
  }
}
