package dev.keyway.runtime;

import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Pass;
import dev.keyway.reconcile.PassResult;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Transition;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A pass that does as it is told and remembers what it was shown. */
final class ScriptedPass<S, T> implements Pass<S, T> {
  private final List<Resource<S, T>> runs = new CopyOnWriteArrayList<>();
  private volatile Function<Resource<S, T>, PassResult<T>> script;

  ScriptedPass(Function<Resource<S, T>, PassResult<T>> script) {
    this.script = script;
  }

  void script(Function<Resource<S, T>, PassResult<T>> replacement) {
    script = replacement;
  }

  @Override
  public PassResult<T> run(Resource<S, T> resource) {
    runs.add(resource);
    return script.apply(resource);
  }

  /** What was shown of all objects, in order. */
  List<Resource<S, T>> runs() {
    return List.copyOf(runs);
  }

  /** What was shown of the object of that name, in order. */
  List<Resource<S, T>> runs(String name) {
    return runs.stream().filter(run -> run.name().name().equals(name)).toList();
  }

  int count(String name) {
    return runs(name).size();
  }

  static <T> PassResult<T> ended(Outcome outcome, T status, Transition... transitions) {
    return new PassResult<>(outcome, status, false, false, List.of(transitions));
  }

  static <T> PassResult<T> done(T status, Transition... transitions) {
    return ended(new Outcome.Done(), status, transitions);
  }
}
