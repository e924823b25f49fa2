package dev.replyguard.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.pipeline.rules.DomainLists.InvalidDomainListException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainListsTest {
  private final Path directory;

  DomainListsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void load_withoutFile_theShippedOnes() {
    DomainLists lists = DomainLists.load(null);

    assertThat(lists.shorteners().contains("bit.ly")).isTrue();
    assertThat(lists.disposable().contains("mailinator.com")).isTrue();
    assertThat(lists.disposable().size()).isGreaterThan(100);
    assertThat(lists.disposable().contains("gmail.com")).isFalse();
  }

  @Test
  void load_operatorsFile_addsToThem() throws IOException {
    Path file = directory.resolve("domains.txt");
    Files.writeString(file, "# ours\n\nThrow.Example\n bücher.example \n");

    DomainSet disposable = DomainLists.load(file).disposable();

    assertThat(disposable.contains("a.throw.example")).isTrue();
    assertThat(disposable.contains("xn--bcher-kva.example")).isTrue();
    assertThat(disposable.contains("mailinator.com")).isTrue();
  }

  @Test
  void load_lineThatIsNoDomain_namesFileAndLine() throws IOException {
    Path file = directory.resolve("domains.txt");
    Files.writeString(file, "good.example\nnot a domain\n");

    assertThatThrownBy(() -> DomainLists.load(file))
        .isInstanceOf(InvalidDomainListException.class)
        .hasMessage(file + " line 2: the name of a domain expected");
  }

  @Test
  void load_missingFile_namesIt() {
    Path file = directory.resolve("none.txt");

    assertThatThrownBy(() -> DomainLists.load(file))
        .isInstanceOf(InvalidDomainListException.class)
        .hasMessage("there is no file " + file);
  }

  @ParameterizedTest
  @CsvSource({
    "Example.ORG,example.org",
    "example.org.,example.org",
    "bücher.example,xn--bcher-kva.example",
    "a_b.example,a_b.example",
    "org,org",
    "-a.example,",
    "a..b,",
    "a b,",
    "'',"
  })
  void canonical_oneForm(String name, String canonical) {
    assertThat(DomainNames.canonical(name).orElse(null)).isEqualTo(canonical);
  }
}
