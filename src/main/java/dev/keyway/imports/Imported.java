package dev.keyway.imports;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.reconcile.Kind;
import java.util.List;
import java.util.Map;

/**
 * An object that adopts what exists.
 *
 * @param arn of what it adopts
 * @param notes what a person should know about it
 * @param grants whom the policy lets in already, by the field of the spec that would keep it so
 */
public record Imported(
    Kind kind,
    String name,
    String arn,
    KeywaySpec spec,
    List<Note> notes,
    Map<String, List<NamedPrincipal>> grants) {

  /** Copy the lists. */
  public Imported {
    notes = List.copyOf(notes);
  }

  /** Return how to name the object to people. */
  public String title() {
    return kind.kubernetesName() + " " + name;
  }

  /**
   * Something about an object that its spec does not say.
   *
   * @param insecure whether it lets in too many, or leaves messages unencrypted
   */
  public record Note(boolean insecure, String text) {
    // It may quote a policy, and becomes a comment: no character in it may end a line.
    public Note {
      text = text.replaceAll("[\\p{C}\\p{Z}]+", " ");
    }

    static Note insecure(String text) {
      return new Note(true, text);
    }

    static Note of(String text) {
      return new Note(false, text);
    }
  }
}
