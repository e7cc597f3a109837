package dev.keyway.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a process takes of the machine's memory. */
final class Memory {
  private static final long KILOBYTES = 1024;

  private Memory() {}

  /** Return the resident megabytes of a process, as {@code ps} tells. */
  static String residentMegabytes(Child process) {
    try {
      var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(process.pid())).start();
      var text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return text.isEmpty() ? "unknown" : Long.parseLong(text) / KILOBYTES + " MB";
    } catch (IOException | NumberFormatException e) {
      return "unknown";
    }
  }
}
