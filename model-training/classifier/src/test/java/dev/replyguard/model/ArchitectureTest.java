package dev.replyguard.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.replyguard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule text_isPureJava =
      classes()
          .that()
          .resideInAPackage("dev.replyguard.text..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.replyguard.text..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule classifier_knowsNeitherServiceNorTrainer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.replyguard.training..",
              "dev.replyguard.domain..",
              "dev.replyguard.pipeline..",
              "io.vertx..");

  @ArchTest
  static final ArchRule json_isReadAndWrittenByTheFormatsAlone =
      noClasses()
          .that()
          .doNotHaveSimpleName("JsonTree")
          .and()
          .doNotHaveSimpleName("JsonOutput")
          .and()
          .doNotHaveSimpleName("Manifest")
          .and()
          .doNotHaveSimpleName("OnnxManifest")
          .and()
          .doNotHaveSimpleName("ModelCardFormat")
          .and()
          .doNotHaveSimpleName("OperatingPointFormat")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..");
}
