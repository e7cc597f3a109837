package dev.keyway.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy document.
 *
 * @param conditions sorted by operator and key; no operator and key twice
 */
public record Statement(
    @Nullable String sid,
    Effect effect,
    Principals principals,
    Actions actions,
    Resources resources,
    List<Condition> conditions) {

  private static final Comparator<Condition> BY_OPERATOR_AND_KEY =
      Comparator.comparing(Condition::operator).thenComparing(Condition::key);

  public Statement {
    Set<String> seen = new HashSet<>();
    for (Condition condition : conditions) {
      String name = condition.operator() + " " + condition.key();
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("condition " + name + " is given twice");
      }
    }
    conditions =
        conditions.size() < 2
            ? List.copyOf(conditions)
            : conditions.stream().sorted(BY_OPERATOR_AND_KEY).toList();
  }

  /** Begin a statement that allows. */
  public static Builder allow(@Nullable String sid) {
    return new Builder(sid, Effect.ALLOW);
  }

  /** Begin a statement that denies. */
  public static Builder deny(@Nullable String sid) {
    return new Builder(sid, Effect.DENY);
  }

  /**
   * Read a single statement, as strictly as {@link PolicyDocument#parse}.
   *
   * @throws PolicySyntaxException with a place that is relative to the statement
   */
  public static Statement parse(String json) throws PolicySyntaxException {
    return DocumentReader.statement(json);
  }

  /** The statement alone as compact JSON, in the same stable order as in a document. */
  public String toJson() {
    return DocumentWriter.write(this);
  }

  /** The same statement under another Sid. */
  public Statement withSid(@Nullable String newSid) {
    return new Statement(newSid, effect, principals, actions, resources, conditions);
  }

  /** How to name the statement to people. */
  String label() {
    return sid == null || sid.isEmpty() ? "statement without Sid" : sid;
  }

  /** Collects the elements of a statement; not safe for use by several threads. */
  public static final class Builder {
    private final @Nullable String sid;
    private final Effect effect;
    private final List<Principal> principals = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private boolean notPrincipal;
    private boolean notAction;
    private boolean notResource;

    private Builder(@Nullable String sid, Effect effect) {
      this.sid = sid;
      this.effect = effect;
    }

    /** Add a principal. */
    public Builder principal(Principal principal) {
      principals.add(principal);
      return this;
    }

    /** Add principals. */
    public Builder principals(Collection<? extends Principal> more) {
      principals.addAll(more);
      return this;
    }

    /** Turn the element into {@code NotPrincipal} and add to it. */
    public Builder notPrincipal(Principal principal) {
      notPrincipal = true;
      return principal(principal);
    }

    /** Add an action, or a pattern of actions. */
    public Builder action(String action) {
      actions.add(action);
      return this;
    }

    /** Add actions. */
    public Builder actions(Collection<String> more) {
      actions.addAll(more);
      return this;
    }

    /** Turn the element into {@code NotAction} and add to it. */
    public Builder notAction(String action) {
      notAction = true;
      return action(action);
    }

    /** Add a resource. */
    public Builder resource(String resource) {
      resources.add(resource);
      return this;
    }

    /** Add resources. */
    public Builder resources(Collection<String> more) {
      resources.addAll(more);
      return this;
    }

    /** Turn the element into {@code NotResource} and add to it. */
    public Builder notResource(String resource) {
      notResource = true;
      return resource(resource);
    }

    /** Add a condition. */
    public Builder condition(String operator, String key, List<String> values) {
      conditions.add(new Condition(operator, key, values));
      return this;
    }

    /** Add a condition with a single value. */
    public Builder condition(String operator, String key, String value) {
      return condition(operator, key, List.of(value));
    }

    /**
     * The statement.
     *
     * @throws IllegalArgumentException if elements contradict each other
     */
    public Statement build() {
      return new Statement(
          sid,
          effect,
          new Principals(notPrincipal, principals),
          new Actions(notAction, actions),
          new Resources(notResource, resources),
          conditions);
    }
  }
}
