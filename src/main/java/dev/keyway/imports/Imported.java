package dev.keyway.imports;

import dev.keyway.api.v1alpha1.AdditionalStatement;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.reconcile.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object that adopts what exists.
 *
 * @param arn of what it adopts
 * @param notes what a person should know about it
 * @param grants whom the policy lets in already, by the field of the spec that would keep it so
 * @param redriving names of the consumers among them that move messages back
 * @param statements of others, which the spec says besides
 */
public record Imported(
    Kind kind,
    String name,
    String arn,
    KeywaySpec spec,
    List<Note> notes,
    Map<String, List<NamedPrincipal>> grants,
    Set<String> redriving,
    List<AdditionalStatement> statements) {

  /** Copy the lists. */
  public Imported {
    notes = List.copyOf(notes);
    redriving = Set.copyOf(redriving);
    statements = List.copyOf(statements);
  }

  /** An object without policy. */
  Imported(Kind kind, String name, String arn, KeywaySpec spec, List<Note> notes) {
    this(kind, name, arn, spec, notes, Map.of(), Set.of(), List.of());
  }

  /** An object with a policy. */
  Imported(
      Kind kind, String name, String arn, KeywaySpec spec, List<Note> notes, Policies.Read policy) {
    this(kind, name, arn, spec, notes, policy.grants(), policy.redriving(), policy.statements());
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
