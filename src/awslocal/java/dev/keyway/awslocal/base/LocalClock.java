package dev.keyway.awslocal.base;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The time that this AWS lives in: the machine's, shifted or stopped at will. */
public final class LocalClock implements InstantSource {

  private final InstantSource machine;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Duration shift = Duration.ZERO;
  private @Nullable Instant stopped;

  public LocalClock(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public synchronized Instant instant() {
    return stopped == null ? machine.instant().plus(shift) : stopped;
  }

  /** Moves time forward (or back). */
  public void advance(Duration by) {
    synchronized (this) {
      shift = shift.plus(by);
      stopped = stopped == null ? null : stopped.plus(by);
    }
    listeners.forEach(Runnable::run);
  }

  /** Stops time at an instant; only {@link #advance} moves it from then on. */
  public void stopAt(Instant instant) {
    synchronized (this) {
      stopped = instant;
    }
    listeners.forEach(Runnable::run);
  }

  /** Lets time run on from where it stands. */
  public void run() {
    synchronized (this) {
      if (stopped != null) {
        shift = Duration.between(machine.instant(), stopped);
        stopped = null;
      }
    }
    listeners.forEach(Runnable::run);
  }

  /** Calls back whenever time was moved by hand. */
  public void onMove(Runnable listener) {
    listeners.add(listener);
  }
}
