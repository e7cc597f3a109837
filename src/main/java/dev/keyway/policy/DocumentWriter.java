package dev.keyway.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes compact JSON in one stable order; a list of one is written as a scalar, as AWS does. */
final class DocumentWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;

  private DocumentWriter(JsonGenerator json) {
    this.json = json;
  }

  static String write(PolicyDocument document) {
    return text(writer -> writer.document(document));
  }

  static String write(Statement statement) {
    return text(writer -> writer.statement(statement));
  }

  private static String text(Part part) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      part.write(new DocumentWriter(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  @FunctionalInterface
  private interface Part {
    void write(DocumentWriter writer) throws IOException;
  }

  private void document(PolicyDocument document) throws IOException {
    json.writeStartObject();
    if (!document.version().isEmpty()) {
      json.writeStringField("Version", document.version());
    }
    if (document.id() != null) {
      json.writeStringField("Id", document.id());
    }
    json.writeArrayFieldStart("Statement");
    for (Statement statement : document.statements()) {
      statement(statement);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void statement(Statement statement) throws IOException {
    json.writeStartObject();
    if (statement.sid() != null) {
      json.writeStringField("Sid", statement.sid());
    }
    json.writeStringField("Effect", statement.effect().text());
    principals(statement.principals());
    list("Action", statement.actions().negated(), statement.actions().patterns());
    list("Resource", statement.resources().negated(), statement.resources().patterns());
    conditions(statement.conditions());
    json.writeEndObject();
  }

  private void principals(Principals principals) throws IOException {
    if (!principals.isStated()) {
      return;
    }
    json.writeFieldName(principals.negated() ? "NotPrincipal" : "Principal");
    if (principals.members().contains(new Principal.Anyone(false))) {
      json.writeString("*");
      return;
    }
    json.writeStartObject();
    for (Principal.Kind kind : Principal.Kind.values()) {
      list(
          kind.member(),
          false,
          principals.members().stream()
              .filter(member -> member.kind() == kind)
              .map(Principal::value)
              .toList());
    }
    json.writeEndObject();
  }

  private void conditions(List<Condition> conditions) throws IOException {
    if (conditions.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("Condition");
    String open = "";
    for (Condition condition : conditions) {
      if (!condition.operator().equals(open)) {
        if (!open.isEmpty()) {
          json.writeEndObject();
        }
        open = condition.operator();
        json.writeObjectFieldStart(open);
      }
      list(condition.key(), false, condition.values());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void list(String name, boolean negated, List<String> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeFieldName(negated ? "Not" + name : name);
    if (values.size() == 1) {
      json.writeString(values.getFirst());
      return;
    }
    json.writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
