package dev.keyway.gitops;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What Flux makes of an object, by the expressions that this repository ships. */
public final class Flux {
  static final Path KUSTOMIZATION = Path.of("gitops", "flux", "kustomization.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder().build();
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("metadata", SimpleType.DYN)
          .addVar("spec", SimpleType.DYN)
          .addVar("status", SimpleType.DYN)
          .build();

  private Flux() {}

  /** Return how Flux sees an object: another generation first, then the expressions in order. */
  public static Kstatus status(JsonNode object) {
    var observed = object.at("/status/observedGeneration");
    if (observed.isNumber()
        && observed.longValue() != object.at("/metadata/generation").longValue()) {
      return Kstatus.IN_PROGRESS;
    }
    var expressions = expressions(object.get("kind").textValue());
    if (holds(expressions.get("inProgress"), object)) {
      return Kstatus.IN_PROGRESS;
    }
    if (holds(expressions.get("failed"), object)) {
      return Kstatus.FAILED;
    }
    return holds(expressions.get("current"), object) ? Kstatus.CURRENT : Kstatus.IN_PROGRESS;
  }

  static JsonNode expressions(String kind) {
    return StreamSupport.stream(kustomization().at("/spec/healthCheckExprs").spliterator(), false)
        .filter(entry -> entry.get("kind").textValue().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static boolean holds(JsonNode expression, JsonNode object) {
    try {
      var program = RUNTIME.createProgram(COMPILER.compile(expression.textValue()).getAst());
      var variables = JSON.convertValue(object, new TypeReference<Map<String, Object>>() {});
      return Boolean.TRUE.equals(program.eval(variables));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(expression + " on " + object, e);
    }
  }

  private static JsonNode kustomization() {
    try {
      return new YAMLMapper().readTree(KUSTOMIZATION.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
