package dev.keyway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.keyway.api.v1alpha1.KeyStatement;
import io.fabric8.kubernetes.client.CustomResource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom (design §3). */
class ArchitectureTest {
  private static final JavaClasses MAIN = new ClassFileImporter().importPath("target/classes");

  /** Of the compiled tests those whose source is the local AWS's. */
  private static final JavaClasses LOCAL_AWS =
      new ClassFileImporter()
          .importPath("target/test-classes")
          .that(describe("local AWS", c -> isIn(Path.of("src", "awslocal", "java"), c)));

  private static final String[] FRAMEWORKS = {
    "io.javaoperatorsdk..",
    "io.quarkus..",
    "io.smallrye..",
    "io.micrometer..",
    "io.vertx..",
    "jakarta..",
    "org.eclipse.microprofile.."
  };

  /** Names of classes that decide or tell, in the rooms of the kinds and in {@code reconcile}. */
  private static final Pattern PURE_NAME =
      Pattern.compile(
          ".*(Planner|Upkeep|Report|Policy|Attributes)|Changes|Conditions|KeyWaits|Transitions");

  private static final DescribedPredicate<JavaClass> PURE =
      describe("pure", ArchitectureTest::isPure);

  @Test
  void pureRoomsKnowNeitherAwsNorKubernetesNorTheProcess() {
    noClasses()
        .that(PURE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(FRAMEWORKS)
                .or(
                    resideInAnyPackage(
                        "software.amazon.awssdk..",
                        "io.fabric8..",
                        "dev.keyway.aws.sdk..",
                        "dev.keyway.runtime..")))
        .check(MAIN);
  }

  @Test
  void pureRoomsReadNothingAndAskNobody() {
    noClasses()
        .that(PURE)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.keyway.reconcile.Wanted")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.keyway.reconcile.Observations")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.keyway.aws.Aws")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.util.concurrent..")
        .check(MAIN);
  }

  @Test
  void onlyTheAdapterKnowsTheAwsSdk() {
    onlyFrom("dev.keyway.aws.sdk..", "software.amazon.awssdk..").check(MAIN);
  }

  @Test
  void onlyTheProcessKnowsItsFrameworks() {
    onlyFrom("dev.keyway.runtime..", FRAMEWORKS).check(MAIN);
  }

  @Test
  void onlyTheProcessAndTheApiKnowKubernetes() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.keyway.runtime..", "dev.keyway.api..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(MAIN);
  }

  @Test
  void theApiKnowsNothingOfTheClientButTheBaseOfItsKinds() {
    noClasses()
        .that()
        .resideInAPackage("dev.keyway.api..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.fabric8.kubernetes.client..")
                .and(not(belongToAnyOf(CustomResource.class))))
        .check(MAIN);
  }

  @Test
  void onlyTheProcessKnowsTheAdapterAndNobodyKnowsTheProcess() {
    onlyFrom("dev.keyway.(aws.sdk|runtime)..", "dev.keyway.aws.sdk..").check(MAIN);
    onlyFrom("dev.keyway.runtime..", "dev.keyway.runtime..").check(MAIN);
  }

  @Test
  void theRoomsOfTheKindsDoNotKnowEachOther() {
    slices()
        .matching("dev.keyway.(key|topic|queue|subscription)..")
        .should()
        .notDependOnEachOther()
        .check(MAIN);
  }

  @Test
  void whatTheRoomsShareDoesNotKnowTheRooms() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.keyway.api..",
            "dev.keyway.aws..",
            "dev.keyway.policy..",
            "dev.keyway.grants..",
            "dev.keyway.drift..",
            "dev.keyway.delivery..",
            "dev.keyway.reconcile..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.keyway.key..",
            "dev.keyway.topic..",
            "dev.keyway.queue..",
            "dev.keyway.subscription..")
        .check(MAIN);
  }

  @Test
  void policiesKnowNothingOfKeyway() {
    noClasses()
        .that()
        .resideInAPackage("dev.keyway.policy..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.keyway..").and(not(resideInAnyPackage("dev.keyway.policy.."))))
        .check(MAIN);
  }

  @Test
  void theCommandLineKnowsPoliciesGrantsFilesTheDryRunImportsAndThePortsOfAws() {
    noClasses()
        .that()
        .resideInAPackage("dev.keyway.cli..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.keyway..")
                .and(
                    not(
                        resideInAnyPackage(
                                "dev.keyway.cli..",
                                "dev.keyway.policy..",
                                "dev.keyway.grants..",
                                "dev.keyway.manifest..",
                                "dev.keyway.dryrun..",
                                "dev.keyway.imports..",
                                "dev.keyway.aws")
                            .or(belongToAnyOf(KeyStatement.class)))))
        .check(MAIN);
    onlyFrom("dev.keyway.cli..", "picocli..").check(MAIN);
    onlyFrom("dev.keyway.(cli|runtime)..", "dev.keyway.cli..").check(MAIN);
  }

  @Test
  void theDryRunNeedsNeitherAwsNorAClusterAndTheOperatorDoesNotNeedIt() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.keyway.dryrun..", "dev.keyway.manifest..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "dev.keyway.aws.sdk..", "dev.keyway.runtime..", "java.net..", "io.fabric8.."))
        .check(MAIN);
    onlyFrom("dev.keyway.(cli|dryrun|manifest|runtime)..", "dev.keyway.(dryrun|manifest)..")
        .check(MAIN);
    onlyFrom("dev.keyway.manifest..", "dev.cel..").check(MAIN);
  }

  @Test
  void localAwsKnowsNothingOfKewayAndNoLibraryButJson() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.keyway.awslocal..",
                "java..",
                "com.sun.net.httpserver..",
                "com.fasterxml.jackson..",
                "org.jspecify..",
                ""))
        .check(LOCAL_AWS);
  }

  @Test
  void theTimeComesFromTheClockThatWasGiven() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.keyway.runtime..", "dev.keyway.aws.sdk..")
        .should()
        .accessTargetWhere(describe("asks the machine for the time", ArchitectureTest::asksForTime))
        .check(MAIN);
  }

  @Test
  void nobodySleepsButTheTickerOfTheAdapter() {
    noClasses()
        .that(
            describe(
                "not the ticker", c -> !outermost(c).getName().equals("dev.keyway.aws.sdk.Ticker")))
        .should()
        .accessTargetWhere(
            describe(
                "sleeps",
                call ->
                    call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep")))
        .check(MAIN);
  }

  private static ArchRule onlyFrom(String room, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  private static boolean isPure(JavaClass c) {
    boolean pureRoom =
        Stream.of("policy", "grants", "drift", "delivery")
            .anyMatch(room -> c.getPackageName().equals("dev.keyway." + room));
    boolean decides =
        Set.of("key", "topic", "queue", "subscription", "reconcile").stream()
                .anyMatch(room -> c.getPackageName().equals("dev.keyway." + room))
            && PURE_NAME.matcher(outermost(c).getSimpleName()).matches();
    boolean imports =
        c.getPackageName().equals("dev.keyway.imports")
            && !outermost(c).getSimpleName().endsWith("Reader");
    return pureRoom || decides || imports;
  }

  private static boolean asksForTime(JavaAccess<?> call) {
    var owner = call.getTargetOwner();
    return switch (call.getName()) {
      case "now" -> owner.getPackageName().equals("java.time");
      case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
      case "systemUTC", "systemDefaultZone", "system" ->
          owner.isEquivalentTo(Clock.class) || owner.isAssignableTo(InstantSource.class);
      default -> false;
    };
  }

  private static JavaClass outermost(JavaClass c) {
    return c.getEnclosingClass().map(ArchitectureTest::outermost).orElse(c);
  }

  private static boolean isIn(Path root, JavaClass c) {
    var folder = root.resolve(c.getPackageName().replace('.', '/'));
    return c.getSource()
        .flatMap(source -> source.getFileName())
        .map(folder::resolve)
        .filter(file -> file.toFile().exists())
        .isPresent();
  }

  private static <T> DescribedPredicate<T> describe(String description, Predicate<T> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }
}
