package dev.keyway.support;

import dev.keyway.api.v1alpha1.AccountBinding;
import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.TopicSubscription;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real control plane (API server, etcd, controller manager) that all tests of a JVM share. It is
 * started at first use by {@code e2e/controlplane/run} and stopped when the JVM ends. With the
 * environment variable {@code KEYWAY_TEST_KUBECONFIG} (or the system property {@code
 * keyway.test.kubeconfig}) the tests use that cluster, as its admin, and leave it running.
 *
 * <p>Each test class takes a {@link #namespace()} of its own and {@linkplain #release releases} it
 * at its end, so that an operator which watches all namespaces does not meet its objects.
 */
public final class ControlPlane {
  private static final Path SCRIPT = Path.of("e2e", "controlplane", "run");
  private static final Path CRDS = Path.of("crds");

  private static final String NO_FINALIZERS = "{\"metadata\":{\"finalizers\":null}}";
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          EncryptionKey.class,
          EncryptedTopic.class,
          EncryptedQueue.class,
          TopicSubscription.class,
          AccountBinding.class);

  private ControlPlane() {}

  /** The kubeconfig of its admin. */
  public static Path kubeconfig() {
    return Running.KUBECONFIG;
  }

  /** A client with the rights of its admin, shared: do not close it. */
  public static KubernetesClient client() {
    return Admin.CLIENT;
  }

  /** Makes sure that the CRDs in {@code crds/} are installed and served. */
  public static void installCrds() {
    Crds.install();
  }

  /** Creates a namespace and returns its name, another one at each call. */
  public static String namespace() {
    var namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withGenerateName("keyway-test-")
            .endMetadata()
            .build();
    return client().resource(namespace).create().getMetadata().getName();
  }

  /**
   * Deletes a namespace and what is in it, without waiting for the end. The operator of the test is
   * gone, so the finalizers go too: a namespace that they hold keeps the controller manager busy
   * for as long as the control plane runs.
   */
  public static void release(String namespace) {
    client().namespaces().withName(namespace).delete();
    KINDS.forEach(kind -> strip(namespace, kind));
  }

  private static void strip(String namespace, Class<? extends HasMetadata> kind) {
    for (var object : client().resources(kind).inNamespace(namespace).list().getItems()) {
      try {
        client().resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), NO_FINALIZERS);
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
          throw e;
        }
      }
    }
  }

  private static final class Running {
    static final Path KUBECONFIG = given().orElseGet(Running::start);

    private static Optional<Path> given() {
      return Optional.ofNullable(System.getProperty("keyway.test.kubeconfig"))
          .or(() -> Optional.ofNullable(System.getenv("KEYWAY_TEST_KUBECONFIG")))
          .filter(path -> !path.isBlank())
          .map(Path::of);
    }

    private static Path start() {
      try {
        var folder = Files.createTempDirectory("keyway-test-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder)));
        return Path.of(script("start", folder).lines().toList().getLast());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(Path folder) {
      try {
        script("stop", folder);
        try (var files = Files.walk(folder)) {
          for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String script(String verb, Path folder) throws IOException {
      var process =
          new ProcessBuilder(SCRIPT.toAbsolutePath().toString(), verb, folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var exitCode = process.onExit().join().exitValue();
      if (exitCode != 0) {
        throw new IllegalStateException(
            "%s %s ended with exit code %d".formatted(SCRIPT, verb, exitCode));
      }
      return output;
    }
  }

  private static final class Admin {
    static final KubernetesClient CLIENT = connect();

    private static KubernetesClient connect() {
      return new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig(kubeconfig().toFile()))
          .build();
    }
  }

  private static final class Crds {
    private static boolean installed;

    static synchronized void install() {
      if (installed) {
        return;
      }
      try (var files = Files.list(CRDS)) {
        var crds = files.map(file -> client().load(read(file)).items().getFirst()).toList();
        crds.forEach(crd -> client().resource(crd).forceConflicts().serverSideApply());
        crds.forEach(crd -> awaitServed(crd.getMetadata().getName()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      installed = true;
    }

    private static InputStream read(Path file) {
      try {
        return Files.newInputStream(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void awaitServed(String name) {
      client()
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName(name)
          .waitUntilCondition(Crds::established, 30, TimeUnit.SECONDS);
    }

    private static boolean established(CustomResourceDefinition crd) {
      return crd != null
          && crd.getStatus() != null
          && crd.getStatus().getConditions().stream()
              .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
    }
  }
}
