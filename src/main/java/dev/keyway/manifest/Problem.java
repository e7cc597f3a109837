package dev.keyway.manifest;

/**
 * Why a document is refused.
 *
 * @param input the file
 * @param document its number in the file, from 1; 0 where the file as a whole cannot be read
 * @param object such as {@code EncryptedQueue orders}; empty where that is not known
 * @param place the field, such as {@code spec.encryption.mode}; empty for the object as a whole
 * @param rule what is wrong, in the API server's words
 */
public record Problem(String input, int document, String object, String place, String rule) {
  /** Return it on one line. */
  public String text() {
    var text = new StringBuilder(input);
    if (document > 0) {
      text.append(", document ").append(document);
    }
    if (!object.isEmpty()) {
      text.append(" (").append(object).append(')');
    }
    text.append(": ");
    if (!place.isEmpty()) {
      text.append(place).append(": ");
    }
    return text.append(rule).toString();
  }
}
