package dev.keyway.awslocal.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers in the shapes that AWS gives them, the same in every run. */
public final class Ids {

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int UNIQUE_ID_LENGTH = 17;

  private final AtomicLong counter = new AtomicLong();

  /** A version-4 shaped UUID. */
  public String uuid() {
    ByteBuffer bytes = ByteBuffer.wrap(digest("SHA-256", "uuid" + counter.incrementAndGet()));
    long high = (bytes.getLong() & ~0xF000L) | 0x4000L;
    long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** An IAM unique id: a prefix that tells the kind, and 17 characters. */
  public String uniqueId(String prefix) {
    byte[] bytes = digest("SHA-256", prefix + counter.incrementAndGet());
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < UNIQUE_ID_LENGTH; i++) {
      id.append(BASE32.charAt(bytes[i] & 31));
    }
    return id.toString();
  }

  /** A FIFO sequence number: 20 digits that only grow. */
  public String sequenceNumber() {
    return "1%019d".formatted(counter.incrementAndGet());
  }

  public static String md5(byte[] content) {
    return HexFormat.of().formatHex(digest("MD5", content));
  }

  public static String sha256(String content) {
    return HexFormat.of().formatHex(digest("SHA-256", content));
  }

  private static byte[] digest(String algorithm, String content) {
    return digest(algorithm, content.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
