package dev.replyguard.http.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.OtherProtocols;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The fields of a posted form and those of its contract are the same. */
class FormFieldsTest {
  private static final Set<String> NOT_OF_THE_COMMENT = Set.of(FormFields.KEY, ReturnAddress.FIELD);

  @Test
  void everyFieldOfTheContract_isRead() {
    Set<String> fields = new TreeSet<>(OtherProtocols.fields("PostedForm"));
    assertThat(fields).containsAll(NOT_OF_THE_COMMENT);
    fields.removeAll(NOT_OF_THE_COMMENT);

    for (String field : fields) {
      JsonObject read =
          FormFields.submission(MultiMap.caseInsensitiveMultiMap().add(field, "something"));

      String path = path(read);
      assertThat(FormFields.named(path)).isEqualTo(field);
    }
  }

  @Test
  void everyFieldThatIsRead_isInTheContract() {
    // Those of the contract's Submission.
    Stream.of(
            "id",
            "text",
            "author.name",
            "author.email",
            "author.url",
            "article.id",
            "article.url",
            "article.title",
            "parent.id",
            "language",
            "form.honeypot")
        .map(FormFields::named)
        .forEach(name -> assertThat(OtherProtocols.fields("PostedForm")).contains(name));
  }

  private static String path(JsonObject read) {
    String first = read.fieldNames().iterator().next();
    return read.getValue(first) instanceof JsonObject part
        ? first + "." + part.fieldNames().iterator().next()
        : first;
  }
}
