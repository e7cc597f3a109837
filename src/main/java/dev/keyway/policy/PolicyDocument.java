package dev.keyway.policy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy document.
 *
 * @param version {@code 2012-10-17}, {@code 2008-10-17}, or empty when the document names none,
 *     which means the same as 2008
 * @param statements in the order of the document
 */
public record PolicyDocument(String version, @Nullable String id, List<Statement> statements) {

  /** The version with policy variables; the one that Keyway writes. */
  public static final String VERSION_2012 = "2012-10-17";

  /** The version in which {@code ${…}} is plain text. */
  public static final String VERSION_2008 = "2008-10-17";

  /** The document names no version. */
  public static final String NO_VERSION = "";

  public PolicyDocument {
    if (!version.equals(VERSION_2012)
        && !version.equals(VERSION_2008)
        && !version.equals(NO_VERSION)) {
      throw new IllegalArgumentException("unknown policy version " + version);
    }
    statements = List.copyOf(statements);
  }

  /**
   * Read a document, refusing whatever could make it mean more than it says: repeated or unknown
   * members, empty lists, a wrong type, text after the document.
   *
   * @throws PolicySyntaxException with the place and the rule that was broken; nothing else is
   *     thrown, whatever the text
   */
  public static PolicyDocument parse(String json) throws PolicySyntaxException {
    return DocumentReader.document(json);
  }

  /**
   * Read a document that is part of other JSON, as strictly as {@link #parse}.
   *
   * @throws PolicySyntaxException with a place that is relative to the document
   */
  public static PolicyDocument read(JsonValue json) throws PolicySyntaxException {
    return DocumentReader.document(json);
  }

  /** A document of version 2012-10-17 without an id. */
  public static PolicyDocument of(List<Statement> statements) {
    return new PolicyDocument(VERSION_2012, null, statements);
  }

  /** Compact JSON; members, list entries and conditions always come in the same order. */
  public String toJson() {
    return DocumentWriter.write(this);
  }

  /** The UTF-8 length of {@link #toJson}, which is what the services count. */
  public int sizeInBytes() {
    return toJson().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Whether {@code ${…}} is a policy variable here rather than plain text. */
  public boolean hasVariables() {
    return version.equals(VERSION_2012);
  }
}
