package dev.replyguard.http.perspective;

import dev.replyguard.domain.policy.PerspectivePolicy;
import dev.replyguard.domain.policy.PerspectivePolicy.Trouble;
import dev.replyguard.pipeline.LanguageDetector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which languages a text is in, and whether the model was made for them. */
final class TextLanguages {
  /** The tag of an undetermined language (BCP 47). */
  static final String UNDETERMINED = "und";

  private final Supplier<LanguageDetector> detector;
  private final List<String> tags;
  private final Set<String> supported;

  /**
   * Of a model.
   *
   * @param modelLanguages the languages it was made for, as BCP 47 tags; none: all
   */
  TextLanguages(Supplier<LanguageDetector> detector, List<String> modelLanguages) {
    this.detector = detector;
    this.tags = modelLanguages.isEmpty() ? List.of(UNDETERMINED) : List.copyOf(modelLanguages);
    this.supported =
        modelLanguages.stream().map(TextLanguages::primary).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What is known.
   *
   * @param languages the request's, else the detected one, else what the model was made for
   * @param detected the detected one, or {@value #UNDETERMINED}; empty where nobody asked
   * @param supported whether the model was made for all of them
   */
  record Told(List<String> languages, List<String> detected, boolean supported) {}

  /**
   * Tells it. Only where the request does not: that may cost several times what scoring does.
   *
   * @throws PerspectiveException where nobody can tell, and the site wants that to be an error
   */
  Told tell(AnalyzeRequest request, PerspectivePolicy policy) {
    List<String> given = request.languages();
    if (!given.isEmpty()) {
      return new Told(given, List.of(), supports(given));
    }
    Optional<String> found = detector.get().detect(request.text());
    if (found.isPresent()) {
      return new Told(List.of(found.get()), List.of(found.get()), supports(List.of(found.get())));
    }
    if (policy.undetectedLanguages() == Trouble.ERROR) {
      throw PerspectiveException.of("LANGUAGE_DETECTION_FAILED", "Unable to detect language");
    }
    return new Told(tags, List.of(UNDETERMINED), true);
  }

  private boolean supports(List<String> languages) {
    return supported.isEmpty()
        || languages.stream().map(TextLanguages::primary).allMatch(supported::contains);
  }

  private static String primary(String tag) {
    int hyphen = tag.indexOf('-');
    return (hyphen < 0 ? tag : tag.substring(0, hyphen)).toLowerCase(Locale.ROOT);
  }
}
