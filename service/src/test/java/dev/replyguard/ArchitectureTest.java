package dev.replyguard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;

/**
 * Dependencies point one way: http, ops to review, access to pipeline to store to domain; nothing
 * sees the trainer.
 */
@AnalyzeClasses(packages = "dev.replyguard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> WHAT_DOMAIN_KNOWS =
      resideInAnyPackage("java..", "org.jspecify..", "dev.replyguard.domain..")
          .or(JavaClass.Predicates.type(Label.class))
          .or(JavaClass.Predicates.type(Scores.class))
          // What a switch over an enum compiles to.
          .or(nameMatching("\\[+[a-z]"));

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("root")
          .definedBy("dev.replyguard")
          .layer("http")
          .definedBy("dev.replyguard.http..")
          .layer("ops")
          .definedBy("dev.replyguard.ops..")
          .layer("events")
          .definedBy("dev.replyguard.events..")
          .layer("review")
          .definedBy("dev.replyguard.review..")
          .layer("access")
          .definedBy("dev.replyguard.access..")
          .layer("pipeline")
          .definedBy("dev.replyguard.pipeline..")
          .layer("redis")
          .definedBy("dev.replyguard.store.redis..", "dev.replyguard.store.embedded..")
          .layer("store")
          .definedBy("dev.replyguard.store")
          .layer("domain")
          .definedBy("dev.replyguard.domain..")
          .whereLayer("root")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("ops")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("events")
          .mayOnlyBeAccessedByLayers("root", "http")
          .whereLayer("redis")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("review")
          .mayOnlyBeAccessedByLayers("root", "http")
          .whereLayer("access")
          .mayOnlyBeAccessedByLayers("root", "http")
          .whereLayer("pipeline")
          .mayOnlyBeAccessedByLayers("root", "http", "ops", "review", "access")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers(
              "root", "http", "events", "ops", "review", "access", "pipeline", "redis");

  @ArchTest
  static final ArchRule NO_CYCLES =
      SlicesRuleDefinition.slices().matching("dev.replyguard.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DOMAIN_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("dev.replyguard.domain..")
          .should()
          .onlyDependOnClassesThat(WHAT_DOMAIN_KNOWS);

  @ArchTest
  static final ArchRule TEXT_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("dev.replyguard.text..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.jspecify..", "dev.replyguard.text..")
                  .or(nameMatching("\\[+[a-z]")));

  @ArchTest
  static final ArchRule SETTINGS_KNOW_NOBODY =
      noClasses()
          .that()
          .resideInAPackage("dev.replyguard.config..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.replyguard..")
                  .and(DescribedPredicate.not(resideInAPackage("dev.replyguard.config.."))));

  @ArchTest
  static final ArchRule NOTHING_SEES_THE_TRAINER =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.replyguard.training..");

  @ArchTest
  static final ArchRule ONE_PACKAGE_SPEAKS_TO_REDIS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.replyguard.store.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.redis..");

  @ArchTest
  static final ArchRule TRIBUO_STAYS_IN_THE_CLASSIFIER =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.replyguard.model..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tribuo..");

  @ArchTest
  static final ArchRule PEOPLE_NAME_WHAT_A_CLASS_IS =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager)");
}
