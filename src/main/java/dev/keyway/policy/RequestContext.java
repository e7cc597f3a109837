package dev.keyway.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The condition keys of a request. Key names are compared without regard to case. */
public final class RequestContext {
  private final Map<String, ContextValue> byKey;
  private final ContextValue unstated;

  private RequestContext(Map<String, ContextValue> byKey, ContextValue unstated) {
    this.byKey = Map.copyOf(byKey);
    this.unstated = unstated;
  }

  /** Begin a context in which a key that is not stated is known to be absent. */
  public static Builder absentUnlessStated() {
    return new Builder(new ContextValue.Absent());
  }

  /** Begin a context in which nothing is known of a key that is not stated. */
  public static Builder unknownUnlessStated() {
    return new Builder(new ContextValue.Unknown());
  }

  /** What is known of a key. */
  public ContextValue get(String key) {
    return byKey.getOrDefault(fold(key), unstated);
  }

  /** What was stated of a key, or null. */
  @Nullable ContextValue stated(String foldedKey) {
    return byKey.get(foldedKey);
  }

  /** What holds for every key that is not stated. */
  public ContextValue unstated() {
    return unstated;
  }

  /** The stated keys, in lower case and in order. */
  public Map<String, ContextValue> stated() {
    return new TreeMap<>(byKey);
  }

  /** Begin a copy that can be changed. */
  public Builder toBuilder() {
    Builder builder = new Builder(unstated);
    builder.byKey.putAll(byKey);
    return builder;
  }

  static String fold(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestContext that
        && byKey.equals(that.byKey)
        && unstated.equals(that.unstated);
  }

  @Override
  public int hashCode() {
    return 31 * byKey.hashCode() + unstated.hashCode();
  }

  @Override
  public String toString() {
    return stated() + ", otherwise " + unstated;
  }

  /** Collects what is known; the last word on a key counts. Not safe for several threads. */
  public static final class Builder {
    private final Map<String, ContextValue> byKey = new TreeMap<>();
    private final ContextValue unstated;

    private Builder(ContextValue unstated) {
      this.unstated = unstated;
    }

    /** The key is present with these values. */
    public Builder with(String key, String... values) {
      return with(key, List.of(values));
    }

    /** The key is present with these values. */
    public Builder with(String key, List<String> values) {
      return with(key, new ContextValue.Known(values));
    }

    /** Anything that can be known of a key. */
    public Builder with(String key, ContextValue value) {
      byKey.put(fold(key), value);
      return this;
    }

    /** The key is not in the request. */
    public Builder absent(String key) {
      return with(key, new ContextValue.Absent());
    }

    /** The key is in the request, its value is not known. */
    public Builder presentUnknown(String key) {
      return with(key, new ContextValue.PresentUnknown());
    }

    /** Nothing is known of the key. */
    public Builder unknown(String key) {
      return with(key, new ContextValue.Unknown());
    }

    /** The context. */
    public RequestContext build() {
      return new RequestContext(byKey, unstated);
    }
  }
}
