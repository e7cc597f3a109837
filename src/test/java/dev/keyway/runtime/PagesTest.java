package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference pages say what the code has, no more and no less. */
class PagesTest {
  private static final Pattern SETTING = Pattern.compile("^\\| `(keyway\\.[a-z.-]+)` \\|");

  @Test
  void everySettingHasItsRow() throws IOException {
    var mapping = ConfigClass.configClass(KeywayConfig.class);

    assertThat(firstColumn("docs/configuration.md", SETTING))
        .isEqualTo(
            ConfigMappings.getProperties(mapping).keySet().stream()
                .map(key -> key.replace("[*]", ""))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyFlagIsNamed() throws IOException {
    assertThat(Files.readString(Path.of("docs/configuration.md")))
        .contains(Flags.names().stream().map(flag -> "`" + flag).toList());
  }

  private static Set<String> firstColumn(String page, Pattern row) throws IOException {
    var found = new TreeSet<String>();
    for (String line : Files.readAllLines(Path.of(page))) {
      var matcher = row.matcher(line);
      if (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }
}
