package dev.keyway.awslocal.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** What a receiver gets to delete a message by. */
record ReceiptHandle(String queueArn, String messageId, int receive) {

  static String write(String queueArn, String messageId, int receive) {
    String text = queueArn + ' ' + messageId + ' ' + receive;
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  static Optional<ReceiptHandle> read(String handle) {
    try {
      String[] parts = new String(Base64.getDecoder().decode(handle), UTF_8).split(" ");
      return parts.length == 3
          ? Optional.of(new ReceiptHandle(parts[0], parts[1], Integer.parseInt(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
