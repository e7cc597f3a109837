package dev.keyway.runtime;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The operator as a Quarkus application: check the settings, start, wait, stop. */
@Singleton
public class KeywayApplication implements QuarkusApplication {
  /** Exit code of a process that is set up wrongly. */
  public static final int MISCONFIGURED = 2;

  private static final Logger LOG = Logger.getLogger(KeywayApplication.class);

  private final KeywayConfig config;
  private final Instance<OperatorProcess> process;
  private volatile @Nullable OperatorProcess started;

  @Inject
  KeywayApplication(KeywayConfig config, Instance<OperatorProcess> process) {
    this.config = config;
    this.process = process;
  }

  @Override
  public int run(String... args) {
    List<String> problems = ConfigCheck.problems(config);
    if (!problems.isEmpty()) {
      problems.forEach(problem -> LOG.errorf("Keyway cannot start: %s", problem));
      return MISCONFIGURED;
    }
    var operator = process.get();
    operator.start();
    started = operator;
    Quarkus.waitForExit();
    return 0;
  }

  void stop(@Observes ShutdownEvent event) {
    process().ifPresent(OperatorProcess::stop);
  }

  /** Return the operator once it has been told to start. */
  Optional<OperatorProcess> process() {
    return Optional.ofNullable(started);
  }
}
