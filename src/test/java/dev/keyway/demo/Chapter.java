package dev.keyway.demo;

/** A part of the story. It throws {@link DemoFailure} when things go another way. */
interface Chapter {
  String title();

  void tell(Stage stage);
}
