package dev.keyway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a JSON object small by leaving out whatever does not take away what is wrong with it. */
final class Shrinker {
  private Shrinker() {}

  static ObjectNode shrink(ObjectNode wrong, Predicate<ObjectNode> isWrong) {
    ObjectNode smallest = wrong;
    boolean shrunk = true;
    while (shrunk) {
      shrunk = false;
      for (int i = 0; !shrunk && i < parts(smallest); i++) {
        ObjectNode smaller = smallest.deepCopy();
        removePart(smaller, i);
        if (isWrong.test(smaller)) {
          smallest = smaller;
          shrunk = true;
        }
      }
    }
    return smallest;
  }

  private static int parts(JsonNode node) {
    int count = 0;
    for (JsonNode child : node) {
      count += 1 + parts(child);
    }
    return count;
  }

  /** Removes the part of that number, in the order of the text; returns what is left to count. */
  private static int removePart(JsonNode node, int index) {
    int left = index;
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    for (int i = 0; i < node.size(); i++) {
      JsonNode child = node.isArray() ? node.get(i) : node.get(names.get(i));
      if (left == 0) {
        switch (node) {
          case ArrayNode array -> array.remove(i);
          case ObjectNode object -> object.remove(names.get(i));
          default -> throw new IllegalStateException(node.toString());
        }
        return -1;
      }
      left = removePart(child, left - 1);
      if (left < 0) {
        return left;
      }
    }
    return left;
  }
}
