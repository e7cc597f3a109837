package dev.keyway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command reads and prints.
 *
 * @param folder that relative file names start from
 */
public record Terminal(Path folder, InputStream in, PrintWriter out, PrintWriter err) {
  /** The file name that means standard input. */
  static final String STANDARD_INPUT = "-";

  /** How messages name an input. */
  static String nameOf(String file) {
    return file.equals(STANDARD_INPUT) ? "standard input" : file;
  }

  /** The text of a file or of standard input. */
  String read(String file) throws BadInput {
    try (InputStream from = open(file)) {
      return utf8(from.readAllBytes()).orElseThrow(() -> BadInput.of("is not UTF-8").in(file));
    } catch (IOException e) {
      throw unreadable(e).in(file);
    }
  }

  InputStream open(String file) throws BadInput {
    try {
      return file.equals(STANDARD_INPUT) ? in : Files.newInputStream(folder.resolve(file));
    } catch (IOException e) {
      throw unreadable(e).in(file);
    }
  }

  static BadInput unreadable(IOException e) {
    return BadInput.of(
        e instanceof NoSuchFileException ? "does not exist" : "cannot be read: " + e.getMessage());
  }

  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
