package dev.keyway.imports;

import dev.keyway.imports.Existing.KeyOf;
import dev.keyway.imports.Imported.Note;
import dev.keyway.reconcile.Identity;
import java.util.List;
import java.util.Map;

/** What is said of several kinds alike; pure. */
final class Notes {
  private Notes() {}

  static List<Note> owner(Map<String, String> tags) {
    var cluster = tags.get(Identity.CLUSTER);
    return cluster == null
        ? List.of()
        : List.of(
            Note.of(
                "it carries the tags of Keyway in cluster \""
                    + cluster
                    + "\"; only the object that they name can adopt it"));
  }

  static Note unseen(KeyOf.Unseen key) {
    return Note.of("its key " + key.id() + " is left as it is: " + key.why());
  }
}
