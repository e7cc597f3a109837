package dev.keyway.cli;

import dev.keyway.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads objects from files, folders and standard input. */
final class ManifestFiles {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  private ManifestFiles() {}

  /** Read all; what is wrong in them is among the result. */
  static Manifests read(Terminal terminal, List<String> files, String namespace) throws BadInput {
    var manifests = new Manifests(namespace);
    for (var file : files) {
      for (var one : expanded(terminal, file)) {
        manifests.read(Terminal.nameOf(one), terminal.read(one));
      }
    }
    return manifests;
  }

  // Of a folder its files, not those of folders in it, as kubectl does.
  private static List<String> expanded(Terminal terminal, String file) throws BadInput {
    var folder = terminal.folder().resolve(file);
    if (file.equals(Terminal.STANDARD_INPUT) || !Files.isDirectory(folder)) {
      return List.of(file);
    }
    var found = new ArrayList<String>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(Files::isRegularFile)
          .map(entry -> entry.getFileName().toString())
          .filter(name -> ENDINGS.stream().anyMatch(name::endsWith))
          .sorted()
          .forEach(name -> found.add(Path.of(file).resolve(name).toString()));
    } catch (IOException e) {
      throw Terminal.unreadable(e).in(file);
    }
    if (found.isEmpty()) {
      throw BadInput.of("has no file that ends with " + String.join(", ", ENDINGS)).in(file);
    }
    return found;
  }
}
