package dev.keyway.manifest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Asks the rules of a CRD ({@code x-kubernetes-validations}) about an object that is new: rules on
 * what an update may change do not apply to it.
 */
final class RuleCheck {
  private static final String SELF = "self";
  private static final String TRANSITION = "oldSelf";

  /** A property named like a word of CEL's, as the API server wants it ("Validation rules"). */
  private static final Pattern ESCAPED = Pattern.compile("__([a-z]+)__");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(CelExtensions.strings())
          .addVar(SELF, SimpleType.DYN)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder().addLibraries(CelExtensions.strings()).build();

  private final List<Violation> found = new ArrayList<>();

  private RuleCheck() {}

  static List<Violation> of(JsonNode schema, JsonNode object) {
    var check = new RuleCheck();
    check.look(schema, object, "");
    return List.copyOf(check.found);
  }

  private void look(JsonNode schema, JsonNode value, String place) {
    for (var rule : schema.path("x-kubernetes-validations")) {
      var expression = rule.path("rule").asText();
      if (!expression.contains(TRANSITION) && !Boolean.TRUE.equals(value(expression, value))) {
        var where = place + rule.path("fieldPath").asText("");
        found.add(
            new Violation(
                where.startsWith(".") ? where.substring(1) : where, message(rule, value), false));
      }
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        look(schema.path("items"), value.get(i), place + "[" + i + "]");
      }
    }
    for (var field : value.properties()) {
      var inner = schema.path("properties").path(field.getKey());
      look(
          inner.isMissingNode() ? schema.path("additionalProperties") : inner,
          field.getValue(),
          place.isEmpty() ? field.getKey() : place + "." + field.getKey());
    }
  }

  private static String message(JsonNode rule, JsonNode value) {
    var computed = rule.path("messageExpression");
    return computed.isTextual()
        ? String.valueOf(value(computed.textValue(), value))
        : rule.path("message").asText();
  }

  private static Object value(String expression, JsonNode value) {
    try {
      var plain = ESCAPED.matcher(expression).replaceAll("$1");
      var program = RUNTIME.createProgram(COMPILER.compile(plain).getAst());
      var self = Objects.requireNonNull(JSON.convertValue(value, new TypeReference<Object>() {}));
      return program.eval(Map.of(SELF, self));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("the rule " + expression + " cannot be asked", e);
    }
  }
}
