package dev.keyway.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The flags of the command line; each stands for a setting. */
final class Flags {
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.of(
              "--endpoint-url", "keyway.aws.endpoint-url",
              "--sqs-endpoint-url", "keyway.aws.sqs.endpoint-url",
              "--sns-endpoint-url", "keyway.aws.sns.endpoint-url",
              "--kms-endpoint-url", "keyway.aws.kms.endpoint-url",
              "--sts-endpoint-url", "keyway.aws.sts.endpoint-url",
              "--cluster-id", "keyway.cluster-id",
              "--default-region", "keyway.default-region"));

  private Flags() {}

  /** Return the flags that there are. */
  static Set<String> names() {
    return SETTINGS.keySet();
  }

  /**
   * Return the settings that the flags stand for.
   *
   * @throws IllegalArgumentException for what is not a flag, with the flags that there are
   */
  static Map<String, String> toSettings(String... args) {
    var settings = new LinkedHashMap<String, String>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      String setting = equals < 0 ? null : SETTINGS.get(arg.substring(0, equals));
      if (setting == null) {
        throw new IllegalArgumentException(
            "unknown flag '%s'; the flags are %s, each followed by =<value>"
                .formatted(arg, String.join(", ", SETTINGS.keySet())));
      }
      settings.put(setting, arg.substring(equals + 1));
    }
    return settings;
  }
}
