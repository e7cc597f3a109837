package dev.keyway.awslocal.call;

import dev.keyway.awslocal.base.Params;
import dev.keyway.awslocal.iam.Caller;

/** A call on its way through an operation. */
public final class Invocation {

  private final Caller.Iam caller;
  private final String region;
  private final Params params;
  private String resource = "";

  public Invocation(Caller.Iam caller, String region, Params params) {
    this.caller = caller;
    this.region = region;
    this.params = params;
  }

  public Caller.Iam caller() {
    return caller;
  }

  public String region() {
    return region;
  }

  public Params params() {
    return params;
  }

  /** Says which resource the call is about, for the log. */
  public void concerns(String arn) {
    resource = arn;
  }

  public String resource() {
    return resource;
  }
}
