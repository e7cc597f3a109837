package dev.keyway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.support.ControlPlane;
import dev.keyway.support.Kubectl;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * No manifest of the documentation differs from what the API server keeps of it: nothing is set,
 * dropped or written in another way.
 */
class DocsDiffIT {
  private static final Pattern OURS = Pattern.compile("(?m)^apiVersion: keyway\\.dev/v1alpha1$");
  private static final Pattern NAMESPACE = Pattern.compile("(?m)^  namespace: .*\\n");
  private static String namespace = "";

  @BeforeAll
  static void prepare() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
  }

  @AfterAll
  static void release() {
    ControlPlane.release(namespace);
  }

  @TestFactory
  Stream<DynamicTest> appliedByTheServer() {
    return manifests(true);
  }

  @TestFactory
  Stream<DynamicTest> appliedByTheClient() {
    return manifests(false);
  }

  private static Stream<DynamicTest> manifests(boolean serverSide) {
    return Page.all().stream()
        .flatMap(page -> page.blocks("yaml").stream())
        .filter(block -> OURS.matcher(block.text()).find())
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.toString(),
                    () ->
                        assertNoDifference(
                            NAMESPACE.matcher(block.text()).replaceAll(""), serverSide)));
  }

  private static void assertNoDifference(String yaml, boolean serverSide) {
    var kubectl = new Kubectl(namespace);
    var side = "--server-side=" + serverSide;
    var applied = kubectl.run(yaml, "apply", side, "--filename=-");

    assertThat(applied.exitCode()).as(applied.output()).isZero();
    assertThat(kubectl.run(yaml, "diff", side, "--filename=-"))
        .isEqualTo(new Kubectl.Result(0, ""));
    assertThat(kubectl.run(yaml, "delete", "--filename=-").exitCode()).isZero();
  }
}
