package dev.keyway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code keyway}: what the commands hang on. */
@Command(
    name = "keyway",
    description = "Encrypted SNS to SQS on AWS: the operator's tools for people.",
    footer = {
      "",
      "Flags alone, such as --cluster-id=<value>, start the operator; docs/configuration.md has them."
    },
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = KeywayCommand.Version.class,
    mixinStandardHelpOptions = true)
final class KeywayCommand {

  /** The version that was built. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      try (InputStream in =
          Objects.requireNonNull(KeywayCommand.class.getResourceAsStream("version.properties"))) {
        var properties = new Properties();
        properties.load(in);
        return new String[] {"keyway " + properties.getProperty("version")};
      }
    }
  }
}
