package dev.keyway.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long each chapter took. */
final class Times {
  private final List<List<String>> rows = new ArrayList<>();
  private Duration total;
  private long since = System.nanoTime();

  Times(long controlPlaneSeconds) {
    total = Duration.ofSeconds(controlPlaneSeconds);
    rows.add(row("", "Control plane", total));
  }

  /** A chapter has ended. */
  void chapter(String title) {
    long now = System.nanoTime();
    var took = Duration.ofNanos(now - since);
    since = now;
    total = total.plus(took);
    rows.add(row(String.valueOf(rows.size()), title, took));
  }

  String table() {
    var all = new ArrayList<>(rows);
    all.add(row("", "In all", total));
    return Terminal.table(all);
  }

  private static List<String> row(String number, String title, Duration took) {
    return List.of(number, title, String.format(Locale.ROOT, "%6.1f s", took.toMillis() / 1000.0));
  }
}
