package dev.keyway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.keyway.policy.JsonValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@link JsonValue}s as text. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** On one line. */
  static String line(JsonValue value) {
    return text(value, null);
  }

  /** On several lines. */
  static String lines(JsonValue value) {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    return text(value, printer);
  }

  private static String text(JsonValue value, @Nullable DefaultPrettyPrinter printer) {
    var text = new StringWriter();
    try (JsonGenerator to = FACTORY.createGenerator(text)) {
      if (printer != null) {
        to.setPrettyPrinter(printer);
      }
      write(value, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonValue value, JsonGenerator to) throws IOException {
    switch (value) {
      case JsonValue.Text(String text) -> to.writeString(text);
      case JsonValue.Literal(String text) -> to.writeRawValue(text);
      case JsonValue.Null _ -> to.writeNull();
      case JsonValue.Array(List<JsonValue> items) -> {
        to.writeStartArray();
        for (JsonValue item : items) {
          write(item, to);
        }
        to.writeEndArray();
      }
      case JsonValue.Members(Map<String, JsonValue> byName) -> {
        to.writeStartObject();
        for (var member : byName.entrySet()) {
          to.writeFieldName(member.getKey());
          write(member.getValue(), to);
        }
        to.writeEndObject();
      }
    }
  }
}
