package dev.keyway.awslocal.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Params;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Message attributes by name ("Amazon SQS message metadata", SQS developer guide). */
public record MessageAttributes(SortedMap<String, Value> values) {

  /**
   * One value.
   *
   * @param value the text; for binary types Base64
   */
  public record Value(String type, String value) {

    public boolean isBinary() {
      return type.startsWith("Binary");
    }

    byte[] bytes() {
      return isBinary() ? Base64.getDecoder().decode(value) : value.getBytes(UTF_8);
    }
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");
  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..{1,249})?");
  private static final int MAX = 10;
  private static final byte TEXT = 1;
  private static final byte BINARY = 2;

  public static MessageAttributes none() {
    return new MessageAttributes(new TreeMap<>());
  }

  /** Reads them in the form that SQS and SNS share, without judging them. */
  public static MessageAttributes read(Map<String, Params> given) {
    SortedMap<String, Value> values = new TreeMap<>();
    given.forEach(
        (name, value) ->
            values.put(
                name,
                new Value(
                    value.text("DataType").orElse(""),
                    value.text("StringValue").or(() -> value.text("BinaryValue")).orElse(""))));
    return new MessageAttributes(values);
  }

  /** Judges them by SQS's rules. */
  MessageAttributes checked() {
    if (values.size() > MAX) {
      throw SqsErrors.invalidParameter(
          "Number of message attributes [%d] exceeds the allowed maximum [10]."
              .formatted(values.size()));
    }
    values.forEach(MessageAttributes::check);
    return this;
  }

  private static void check(String name, Value value) {
    if (!NAME.matcher(name).matches() || name.startsWith("AWS.") || name.startsWith("Amazon.")) {
      throw SqsErrors.invalidParameter("Message attribute name '" + name + "' is invalid.");
    }
    if (!TYPE.matcher(value.type()).matches()) {
      throw SqsErrors.invalidParameter(
          "The message attribute '" + name + "' has an invalid message attribute type.");
    }
    if (value.value().isEmpty()) {
      throw SqsErrors.invalidParameter("Message attribute '" + name + "' must have a value.");
    }
  }

  int size() {
    return values.entrySet().stream()
        .mapToInt(
            e ->
                e.getKey().getBytes(UTF_8).length
                    + e.getValue().type().getBytes(UTF_8).length
                    + e.getValue().bytes().length)
        .sum();
  }

  /** The part whose names match: {@code All}, {@code .*}, a name, or a prefix and {@code .*}. */
  MessageAttributes only(List<String> wanted) {
    SortedMap<String, Value> part = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (wanted.stream().anyMatch(w -> isWanted(w, name))) {
            part.put(name, value);
          }
        });
    return new MessageAttributes(part);
  }

  private static boolean isWanted(String wanted, String name) {
    if (wanted.equals("All") || wanted.equals(".*")) {
      return true;
    }
    return wanted.endsWith(".*")
        ? name.startsWith(wanted.substring(0, wanted.length() - 2))
        : name.equals(wanted);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * The digest that clients verify ("Calculating the MD5 message digest for message attributes").
   */
  String md5() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    values.forEach(
        (name, value) -> {
          append(out, name.getBytes(UTF_8));
          append(out, value.type().getBytes(UTF_8));
          out.write(value.isBinary() ? BINARY : TEXT);
          append(out, value.bytes());
        });
    return Ids.md5(out.toByteArray());
  }

  private static void append(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  ObjectNode toJson() {
    ObjectNode node = Json.object();
    values.forEach(
        (name, value) ->
            node.putObject(name)
                .put("DataType", value.type())
                .put(value.isBinary() ? "BinaryValue" : "StringValue", value.value()));
    return node;
  }
}
