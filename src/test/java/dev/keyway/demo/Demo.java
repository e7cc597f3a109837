package dev.keyway.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tells the story from YAML to a delivered message, tampering, drift and repair. {@code
 * e2e/demo/run} starts it, and ends what it leaves running.
 */
public final class Demo {
  private static final int TAIL = 25;

  private Demo() {}

  /**
   * Tell it.
   *
   * @param args the demo's folder; {@code own} or {@code current}; the seconds that the control
   *     plane took; {@code colours} or {@code plain}
   */
  public static void main(String[] args) {
    var folder = Path.of(args[0]);
    var place = args[1].equals("own") ? Place.ofItsOwn() : Place.asGuest();
    boolean keep = !System.getenv().getOrDefault("KEEP", "").isEmpty();
    var terminal = new Terminal(System.out, args[3].equals("colours"));
    var times = new Times(Long.parseLong(args[2]));
    var opening = new Opening(terminal, folder, place);
    int result = 0;
    try {
      var stage = tell(terminal, opening, times, keep);
      if (keep) {
        new Playground(terminal, folder, stage).describe();
      } else {
        terminal.good("Everything went as it should. Now all of it is stopped and removed.");
      }
    } catch (RuntimeException e) {
      report(terminal, e, opening.operator());
      result = 1;
    }
    System.out.flush();
    // Nothing here needs an orderly end, and threads of clients may linger.
    Runtime.getRuntime().halt(result);
  }

  private static Stage tell(Terminal terminal, Opening opening, Times times, boolean keep) {
    terminal.heading("1", Opening.TITLE);
    var stage = opening.start();
    times.chapter(Opening.TITLE);
    int number = 2;
    for (var chapter : chapters(keep)) {
      terminal.heading(String.valueOf(number), chapter.title());
      chapter.tell(stage);
      stage.operator().check();
      times.chapter(chapter.title());
      number++;
    }
    terminal.heading(String.valueOf(number), "The end");
    terminal.output(times.table());
    terminal.say("The operator's resident memory: " + Memory.residentMegabytes(stage.operator()));
    return stage;
  }

  private static List<Chapter> chapters(boolean keep) {
    var all =
        List.of(
            new FourObjects(),
            new WhatExists(),
            new FirstMessage(),
            new KeptOut(),
            new Tampering(),
            new Repair(),
            new CleanUp());
    return keep ? all.subList(0, all.size() - 1) : all;
  }

  private static void report(Terminal terminal, RuntimeException e, Optional<Child> operator) {
    terminal.gap();
    operator.ifPresent(
        process -> {
          terminal.line("Last lines of the operator's log:");
          process.tail(TAIL).forEach(terminal::line);
          terminal.gap();
        });
    if (!(e instanceof DemoFailure)) {
      terminal.output(stackTrace(e));
    }
    operator.flatMap(Child::end).ifPresent(terminal::bad);
    terminal.bad("The demo failed. " + e.getMessage());
  }

  private static String stackTrace(RuntimeException e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
