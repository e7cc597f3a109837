package dev.keyway.runtime;

import dev.keyway.aws.Aws;
import dev.keyway.aws.sdk.SdkAws;
import dev.keyway.aws.sdk.SdkAwsConfig;
import dev.keyway.cli.AwsLogin;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reaches AWS for the command line, as the operator does. */
final class DefaultLogin implements AwsLogin {
  @Override
  public Session open(String region, @Nullable URI endpoint) {
    var config = SdkAwsConfig.of(region);
    var sdk =
        new SdkAws(
            endpoint == null ? config : config.withEndpoints(SdkAwsConfig.Endpoints.all(endpoint)),
            List.of());
    return new Session() {
      @Override
      public Aws aws() {
        return sdk;
      }

      @Override
      public void close() {
        sdk.close();
      }
    };
  }
}
