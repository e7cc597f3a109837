package dev.keyway.reconcile;

/**
 * One pass over one object: observe, plan, apply, report. Thread-safe; two passes over the same
 * object never run at once.
 */
public interface Pass<S, T> {
  /** Run the pass. Throws only for what nobody expects; failing AWS calls are an outcome. */
  PassResult<T> run(Resource<S, T> resource);
}
