package dev.keyway.awslocal.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Params;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where calls arrive: finds the caller and the operation, lets faults strike, carries the call out
 * under the one lock around all state, and logs it.
 */
public final class Desk {

  /** What is asked, and by which access key. */
  public record Request(
      AwsService service, String operation, String accessKeyId, String region, Params params) {}

  /** What goes back to the caller. */
  public sealed interface Answer {

    /** A result. */
    record Success(ObjectNode result) implements Answer {}

    /** An error. */
    record Failure(AwsError error) implements Answer {}

    /** The connection is closed. */
    record Silence() implements Answer {}
  }

  private final ReentrantLock lock;
  private final Timing timing;
  private final Accounts accounts;
  private final CallLog log;
  private final Faults faults;
  private final Map<AwsService, Map<String, Operation>> operations;

  public Desk(
      ReentrantLock lock,
      Timing timing,
      Accounts accounts,
      CallLog log,
      Faults faults,
      Map<AwsService, Map<String, Operation>> operations) {
    this.lock = lock;
    this.timing = timing;
    this.accounts = accounts;
    this.log = log;
    this.faults = faults;
    this.operations = operations;
  }

  /** Whether connections are refused at the door; such calls are not logged. */
  public boolean isUnreachable() {
    return faults.isUnreachable();
  }

  /** Carries out a call. */
  public Answer call(Request request) {
    Optional<Caller.Iam> caller = accounts.authenticate(request.accessKeyId(), timing.now());
    String name = caller.map(Caller::arn).orElse(request.accessKeyId());
    String text = request.params().node().toString();
    Optional<Fault.Effect> fault =
        faults.strike(request.service(), request.operation(), name, text);
    Optional<Operation> operation =
        Optional.ofNullable(
            operations.getOrDefault(request.service(), Map.of()).get(request.operation()));
    lock.lock();
    try {
      Run run = new Run(request, caller, operation, fault);
      Answer answer = run.answer();
      Answer sent = isSilent(fault) ? new Answer.Silence() : answer;
      boolean quiet = log.record(run.logged(name, answer, sent));
      return quiet ? sent : new Answer.Silence();
    } finally {
      lock.unlock();
    }
  }

  private static boolean isSilent(Optional<Fault.Effect> fault) {
    return fault
        .filter(
            e -> e instanceof Fault.Effect.TimeoutBefore || e instanceof Fault.Effect.TimeoutAfter)
        .isPresent();
  }

  /** One call while it is carried out. */
  private final class Run {

    private final Request request;
    private final Optional<Caller.Iam> caller;
    private final Optional<Operation> operation;
    private final Optional<Fault.Effect> fault;
    private String resource = "";

    private Run(
        Request request,
        Optional<Caller.Iam> caller,
        Optional<Operation> operation,
        Optional<Fault.Effect> fault) {
      this.request = request;
      this.caller = caller;
      this.operation = operation;
      this.fault = fault;
    }

    private Answer answer() {
      if (fault.isPresent() && fault.get() instanceof Fault.Effect.TimeoutBefore) {
        return new Answer.Success(Json.object());
      }
      try {
        Optional<AwsError> planned = fault.flatMap(this::error);
        if (planned.isPresent()) {
          return new Answer.Failure(planned.get());
        }
        return new Answer.Success(carryOut());
      } catch (AwsError e) {
        return new Answer.Failure(request.service().worded(e));
      }
    }

    private ObjectNode carryOut() {
      Caller.Iam who = caller.orElseThrow(() -> request.service().unknownCaller());
      Operation known =
          operation.orElseThrow(() -> request.service().unknownOperation(request.operation()));
      Invocation invocation = new Invocation(who, request.region(), request.params());
      try {
        return known.body().apply(invocation);
      } finally {
        resource = invocation.resource();
      }
    }

    private Optional<AwsError> error(Fault.Effect effect) {
      return switch (effect) {
        case Fault.Effect.Throttle() -> Optional.of(request.service().throttled());
        case Fault.Effect.AccessDenied() ->
            Optional.of(
                request.service().accessDenied("User is not authorized to perform this action"));
        case Fault.Effect.InternalFailure() -> Optional.of(request.service().internalFailure());
        case Fault.Effect.Fail(int status, String code, String message) ->
            Optional.of(AwsError.of(status, code, message));
        case Fault.Effect.TimeoutBefore(), Fault.Effect.TimeoutAfter() -> Optional.empty();
      };
    }

    private Call logged(String name, Answer answer, Answer sent) {
      return new Call(
          log.nextSequence(),
          timing.now(),
          name,
          request.service(),
          request.operation(),
          operation.map(Operation::kind).orElse(Operation.Kind.READ),
          request.region(),
          resource,
          answer instanceof Answer.Failure failure ? failure.error().code() : "",
          !(sent instanceof Answer.Silence));
    }
  }
}
