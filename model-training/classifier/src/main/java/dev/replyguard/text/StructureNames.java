package dev.replyguard.text;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the steps of {@linkplain StructuralFeature structural features} are called. */
final class StructureNames {
  private static final Map<StructuralFeature, List<String>> NAMES = names();

  private StructureNames() {}

  static String of(StructuralFeature feature, int step) {
    return switch (feature) {
      case EXCLAMATIONS -> counted(step, "exclamation mark");
      case LINKS -> counted(step, "link");
      case LENGTH -> counted(step, "character");
      case LINK_TRAIT -> "link: " + LinkTraits.describe(step);
      case AUTHOR_URL_TRAIT -> "author's site: " + LinkTraits.describe(step);
      default -> listed(feature, step);
    };
  }

  private static String listed(StructuralFeature feature, int step) {
    List<String> names = NAMES.getOrDefault(feature, List.of());
    return step < names.size() ? names.get(step) : feature.name();
  }

  /** Steps that are powers of two: 0, 1, 2 to 3, 4 to 7 and so on. */
  private static String counted(int step, String unit) {
    if (step < 2) {
      return step == 0 ? "no " + unit : "1 " + unit;
    }
    int least = 1 << (step - 1);
    return least + " to " + (2L * least - 1) + " " + unit + "s";
  }

  private static Map<StructuralFeature, List<String>> names() {
    Map<StructuralFeature, List<String>> names = new EnumMap<>(StructuralFeature.class);
    names.put(
        StructuralFeature.CAPITAL_SHARE,
        List.of(
            "no capitals",
            "up to a tenth of the letters are capitals",
            "up to three tenths of the letters are capitals",
            "up to six tenths of the letters are capitals",
            "most letters are capitals"));
    names.put(
        StructuralFeature.LINK_COUNT,
        List.of(
            "no link", "1 link", "2 links", "3 or 4 links", "5 to 9 links", "10 links or more"));
    names.put(
        StructuralFeature.LINK_SHARE,
        List.of(
            "no link",
            "links are up to a tenth of the text",
            "links are up to three tenths of the text",
            "links are up to six tenths of the text",
            "links are most of the text"));
    names.put(
        StructuralFeature.LINK_PLACE,
        List.of(
            "",
            "starts with a link",
            "ends with a link",
            "nothing but links",
            "link in the middle"));
    names.put(StructuralFeature.LINK_FORM, LinkFeatures.FORMS);
    names.put(
        StructuralFeature.LINK_DOMAINS,
        List.of(
            "",
            "two links to the same domain",
            "three links or more to the same domain",
            "links to three domains or more"));
    names.put(StructuralFeature.CONTACTS, SurfaceFeatures.CONTACTS);
    names.put(StructuralFeature.AMOUNTS, SurfaceFeatures.AMOUNTS);
    names.put(StructuralFeature.SPUN_TEXT, SurfaceFeatures.SPUN);
    names.put(StructuralFeature.REPETITION, WordingFeatures.REPETITIONS);
    names.put(StructuralFeature.FLATTERY, WordingFeatures.FLATTERIES);
    names.put(StructuralFeature.FOREIGN_TEXT, WordingFeatures.FOREIGN);
    names.put(StructuralFeature.COMMERCE, WordingFeatures.COMMERCE);
    names.put(StructuralFeature.AUTHOR_URL, AuthorFeatures.URLS);
    names.put(StructuralFeature.AUTHOR_NAME, AuthorFeatures.NAMES);
    return names;
  }
}
