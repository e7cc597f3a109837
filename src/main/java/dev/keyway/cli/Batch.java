package dev.keyway.cli;

import dev.keyway.policy.JsonValue;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.ResourceKind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code keyway policy evaluate --batch}: one case a line in, one answer a line out. */
final class Batch {
  private static final Set<String> MEMBERS =
      Set.of("id", "resourcePolicy", "identityPolicies", "request");
  private static final int END = -1;

  private final Terminal terminal;
  private final @Nullable ResourceKind service;

  Batch(Terminal terminal, @Nullable ResourceKind service) {
    this.terminal = terminal;
    this.service = service;
  }

  /** Answer all cases; the exit code tells whether they could be read, not what they say. */
  int run(String file) throws BadInput {
    try (var in = new BufferedInputStream(terminal.open(file))) {
      for (byte[] line = line(in); line != null; line = line(in)) {
        var text = Terminal.utf8(line);
        if (text.isEmpty() || !text.get().isBlank()) {
          terminal.out().println(JsonText.line(text.map(this::answer).orElseGet(Batch::notText)));
        }
      }
      return ExitCode.YES;
    } catch (IOException e) {
      throw Terminal.unreadable(e).in(file);
    }
  }

  private static byte @Nullable [] line(InputStream in) throws IOException {
    int next = in.read();
    if (next == END) {
      return null;
    }
    var line = new ByteArrayOutputStream();
    for (; next != '\n' && next != END; next = in.read()) {
      line.write(next);
    }
    return line.toByteArray();
  }

  private JsonValue answer(String line) {
    JsonValue id = new JsonValue.Null();
    try {
      Map<String, JsonValue> members = Members.of(JsonValue.parse(line), "", MEMBERS);
      id = id(members);
      Question question = question(required(members, "request"));
      PolicyDocument policy = policy(required(members, "resourcePolicy"), "resourcePolicy");
      return json(id, Verdict.of(question, policy, identityPolicies(members)));
    } catch (PolicySyntaxException e) {
      return invalid(id, BadInput.of(e));
    } catch (BadInput e) {
      return invalid(id, e);
    }
  }

  private static JsonValue id(Map<String, JsonValue> members) throws BadInput {
    return switch (required(members, "id")) {
      case JsonValue.Text text -> text;
      case JsonValue.Literal literal -> literal;
      case JsonValue.Null _, JsonValue.Array _, JsonValue.Members _ ->
          throw BadInput.at("id", "must be a string or a number");
    };
  }

  private Question question(JsonValue request) throws BadInput {
    try {
      return RequestReader.read(request, service);
    } catch (BadInput e) {
      throw e.inside("request");
    }
  }

  private static @Nullable List<PolicyDocument> identityPolicies(Map<String, JsonValue> members)
      throws BadInput {
    String name = "identityPolicies";
    JsonValue given = members.get(name);
    if (given == null) {
      return null;
    }
    if (!(given instanceof JsonValue.Array(List<JsonValue> items))) {
      throw BadInput.at(name, "must be a list, not " + given.typeName());
    }
    List<PolicyDocument> policies = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      policies.add(policy(items.get(i), name + "[" + i + "]"));
    }
    return policies;
  }

  private static PolicyDocument policy(JsonValue json, String place) throws BadInput {
    try {
      return PolicyDocument.read(json);
    } catch (PolicySyntaxException e) {
      throw BadInput.of(e).inside(place);
    }
  }

  private static JsonValue required(Map<String, JsonValue> members, String name) throws BadInput {
    JsonValue value = members.get(name);
    if (value == null) {
      throw BadInput.at(name, "is missing");
    }
    return value;
  }

  private static JsonValue json(JsonValue id, Verdict verdict) {
    return new JsonObject()
        .put("id", id)
        .put("result", verdict.answer().word())
        .put("by", verdict.by())
        .put("why", verdict.why())
        .build();
  }

  private static JsonValue invalid(JsonValue id, BadInput e) {
    return new JsonObject()
        .put("id", id)
        .put("result", "invalid")
        .put("by", new JsonValue.Null())
        .put("why", String.valueOf(e.getMessage()))
        .build();
  }

  private static JsonValue notText() {
    return invalid(new JsonValue.Null(), BadInput.of("is not UTF-8"));
  }
}
