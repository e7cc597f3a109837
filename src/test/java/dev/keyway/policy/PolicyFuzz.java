package dev.keyway.policy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Gives broken, odd and oversized texts to the engine ({@code make fuzz}). A finding is a text at
 * which it throws, contradicts itself ({@link FuzzSubject}), takes more than three seconds of
 * processor time, or does not come back at all; and memory that has grown at the end.
 *
 * <p>The seed determines all inputs. Findings are written to {@code target/fuzz}.
 */
final class PolicyFuzz {
  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final Duration HANGING = Duration.ofMinutes(5);
  private static final long MOST_GROWTH = 32L << 20;
  private static final int WARM_UP = 2_000;
  private static final Path FINDINGS = Path.of("target", "fuzz");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * @param read how many of the inputs were documents
   * @param slowest processor time of the slowest input
   * @param growth of the heap after the first inputs, in bytes
   */
  record Report(
      long seed, long inputs, long read, Duration slowest, long growth, List<String> findings) {
    boolean isClean() {
      return findings.isEmpty();
    }
  }

  private final long seed;
  private final FuzzInputs inputs = FuzzInputs.fromTablesAndFixtures();
  private final FuzzSubject subject = new FuzzSubject();
  private final List<String> findings = new ArrayList<>();
  private long count;
  private long read;
  private long slowest;
  private long heap;

  private PolicyFuzz(long seed) {
    this.seed = seed;
  }

  /** Arguments: minutes, seed. */
  public static void main(String[] args) throws Exception {
    Duration time = Duration.ofSeconds((long) (60 * Double.parseDouble(args[0])));
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    System.out.println("fuzzing for " + time + " with seed " + seed);
    long end = System.nanoTime() + time.toNanos();
    Report report = run(seed, () -> System.nanoTime() < end);
    report.findings().forEach(System.out::println);
    System.out.printf(
        "%,d inputs (%,d/s), %,d of them documents, slowest %s ms, heap grew by %,d KiB, %d findings%n",
        report.inputs(),
        report.inputs() / Math.max(1, time.toSeconds()),
        report.read(),
        report.slowest().toMillis(),
        report.growth() / 1024,
        report.findings().size());
    System.exit(report.isClean() ? 0 : 1);
  }

  /** Fuzz while there is time. */
  static Report run(long seed, BooleanSupplier more) throws IOException, InterruptedException {
    PolicyFuzz fuzz = new PolicyFuzz(seed);
    ExecutorService worker =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    try {
      while (more.getAsBoolean() && fuzz.one(worker)) {
        if (fuzz.count == WARM_UP) {
          fuzz.heap = usedHeap();
        }
      }
    } finally {
      // not closed: that would wait for an input that hangs
      worker.shutdownNow();
    }
    return fuzz.report();
  }

  private Report report() {
    long growth = count > WARM_UP ? usedHeap() - heap : 0;
    if (growth > MOST_GROWTH) {
      findings.add("memory grew by " + growth + " bytes");
    }
    return new Report(seed, count, read, Duration.ofNanos(slowest), growth, List.copyOf(findings));
  }

  /** Whether the worker came back. */
  private boolean one(ExecutorService worker) throws IOException, InterruptedException {
    Dice dice = Dice.of(seed, count++);
    String text = inputs.next(dice);
    try {
      if (worker.submit(() -> examine(text)).get(HANGING.toMillis(), TimeUnit.MILLISECONDS)) {
        read++;
        inputs.keep(text, dice);
      }
    } catch (ExecutionException e) {
      Throwable thrown = Objects.requireNonNullElse(e.getCause(), e);
      found(thrown + at(thrown), text);
    } catch (TimeoutException e) {
      found("hangs", text);
      return false;
    }
    return true;
  }

  private boolean examine(String text) throws IOException {
    long before = THREADS.getCurrentThreadCpuTime();
    boolean document = subject.examine(text) != null;
    long taken = THREADS.getCurrentThreadCpuTime() - before;
    slowest = Math.max(slowest, taken);
    if (taken > SLOW.toNanos()) {
      found("takes " + Duration.ofNanos(taken).toMillis() + " ms", text);
    }
    return document;
  }

  private static String at(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  private void found(String what, String text) throws IOException {
    Files.createDirectories(FINDINGS);
    Path file = FINDINGS.resolve("seed-" + seed + "-input-" + count + ".json");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    findings.add(what + ": " + file);
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
