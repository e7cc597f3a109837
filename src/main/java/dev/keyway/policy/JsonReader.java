package dev.keyway.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON text strictly: bounded in size and depth, no member twice, nothing after the value.
 * AWS's own Java SDK lets the last of two equal members win, which can make a Deny vanish.
 */
final class JsonReader {
  static final int MAX_BYTES = 1_048_576;
  static final int MAX_DEPTH = 64;
  static final String ROOT = "document";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_BYTES)
                  .maxNameLength(MAX_BYTES)
                  .build())
          // Names come from strangers: the factory's shared tables must not grow with them.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static JsonValue read(String json) throws PolicySyntaxException {
    if (json.length() > MAX_BYTES || json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new PolicySyntaxException(ROOT, "is larger than " + MAX_BYTES + " bytes");
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      JsonReader reader = new JsonReader(parser);
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new PolicySyntaxException(ROOT, "is empty");
      }
      JsonValue value = reader.value(first, ROOT);
      if (parser.nextToken() != null) {
        throw new PolicySyntaxException(ROOT, "is followed by other text");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new PolicySyntaxException(ROOT, "is nested too deeply or has a number too long");
    } catch (JsonProcessingException e) {
      throw new PolicySyntaxException(ROOT, "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new PolicySyntaxException(ROOT, "cannot be read as JSON");
    }
  }

  private JsonValue value(JsonToken token, String place) throws IOException, PolicySyntaxException {
    return switch (token) {
      case START_OBJECT -> members(place);
      case START_ARRAY -> array(place);
      case VALUE_STRING -> new JsonValue.Text(parser.getText());
      case VALUE_NULL -> new JsonValue.Null();
      case VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonValue.Literal(parser.getText());
      default -> throw new PolicySyntaxException(place, "is not a JSON value");
    };
  }

  private JsonValue members(String place) throws IOException, PolicySyntaxException {
    Map<String, JsonValue> byName = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String inner = inside(place, name);
      if (byName.containsKey(name)) {
        throw new PolicySyntaxException(inner, "occurs twice");
      }
      byName.put(name, value(parser.nextToken(), inner));
    }
    return new JsonValue.Members(byName);
  }

  private JsonValue array(String place) throws IOException, PolicySyntaxException {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token, place + "[" + items.size() + "]"));
    }
    return new JsonValue.Array(items);
  }

  static String inside(String place, String member) {
    if (place.equals(ROOT)) {
      return member.isBlank() ? "\"" + member + "\"" : member;
    }
    return place + "." + member;
  }
}
