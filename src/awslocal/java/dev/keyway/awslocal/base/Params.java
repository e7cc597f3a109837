package dev.keyway.awslocal.base;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a call, whichever protocol carried them. */
public record Params(JsonNode node) {

  /** A parameter as text, also when JSON carries a number or a boolean. */
  public Optional<String> text(String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull() || value.isContainerNode()
        ? Optional.empty()
        : Optional.of(value.asText());
  }

  /** A parameter that has to be given and not empty. */
  public String require(String name) {
    return text(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                AwsError.sender(
                    "MissingParameter", "The request must contain the parameter " + name + "."));
  }

  /** A parameter that is a whole number. */
  public Optional<Integer> number(String name) {
    return text(name).map(text -> toInt(name, text));
  }

  public boolean flag(String name) {
    return text(name).map(Boolean::parseBoolean).orElse(false);
  }

  /** A list of texts; empty when not given. */
  public List<String> list(String name) {
    List<String> texts = new ArrayList<>();
    node.path(name).forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** A list of structures; empty when not given. */
  public List<Params> structures(String name) {
    List<Params> all = new ArrayList<>();
    node.path(name).forEach(item -> all.add(new Params(item)));
    return all;
  }

  /** A map of texts; empty when not given. */
  public Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    node.path(name).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  /** A map of structures; empty when not given. */
  public Map<String, Params> structureMap(String name) {
    Map<String, Params> map = new LinkedHashMap<>();
    node.path(name).properties().forEach(e -> map.put(e.getKey(), new Params(e.getValue())));
    return map;
  }

  /** A list of key-value structures as a map: the way SNS and KMS write tags. */
  public Map<String, String> pairs(String name, String key, String value) {
    Map<String, String> map = new LinkedHashMap<>();
    structures(name).forEach(p -> map.put(p.require(key), p.text(value).orElse("")));
    return map;
  }

  private static int toInt(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw AwsError.sender(
          "InvalidParameterValue", "Value " + text + " for parameter " + name + " is invalid.");
    }
  }
}
