package dev.keyway.policy;

/** What a statement does with the requests that it matches. */
public enum Effect {
  ALLOW("Allow"),
  DENY("Deny");

  private final String text;

  Effect(String text) {
    this.text = text;
  }

  /** The only spelling that AWS accepts. */
  public String text() {
    return text;
  }
}
