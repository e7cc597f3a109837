package dev.keyway.awslocal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.AwsError;
import java.util.Map;

/** Answers of the AWS Query protocol. */
final class XmlAnswer {

  private final StringBuilder xml = new StringBuilder(512);

  private XmlAnswer() {}

  static String success(String namespace, String operation, ObjectNode result, String requestId) {
    XmlAnswer answer = new XmlAnswer();
    answer.xml.append('<').append(operation).append("Response xmlns=\"").append(namespace);
    answer.xml.append("\">");
    answer.element(operation + "Result", result);
    answer.xml.append("<ResponseMetadata>");
    answer.text("RequestId", requestId);
    answer.xml.append("</ResponseMetadata></").append(operation).append("Response>");
    return answer.xml.toString();
  }

  static String failure(String namespace, AwsError error, String requestId) {
    XmlAnswer answer = new XmlAnswer();
    answer.xml.append("<ErrorResponse xmlns=\"").append(namespace).append("\"><Error>");
    answer.text("Type", error.fault());
    answer.text("Code", error.queryCode());
    answer.text("Message", error.message());
    answer.xml.append("</Error>");
    answer.text("RequestId", requestId);
    answer.xml.append("</ErrorResponse>");
    return answer.xml.toString();
  }

  private void element(String name, JsonNode value) {
    if (!value.isContainerNode()) {
      text(name, value.asText());
      return;
    }
    xml.append('<').append(name).append('>');
    if (value.isArray()) {
      value.forEach(item -> element("member", item));
    } else if (name.equals("Attributes")) {
      value.properties().forEach(this::entry);
    } else {
      value.properties().forEach(field -> element(field.getKey(), field.getValue()));
    }
    xml.append("</").append(name).append('>');
  }

  private void entry(Map.Entry<String, JsonNode> entry) {
    xml.append("<entry>");
    text("key", entry.getKey());
    text("value", entry.getValue().asText());
    xml.append("</entry>");
  }

  private void text(String name, String value) {
    xml.append('<').append(name).append('>');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '&' -> xml.append("&amp;");
        case '"' -> xml.append("&quot;");
        case '\r' -> xml.append("&#13;");
        default -> xml.append(c);
      }
    }
    xml.append("</").append(name).append('>');
  }
}
