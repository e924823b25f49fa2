package dev.replyguard.training.perturbation;

import dev.replyguard.training.data.Split;
import java.util.List;
import java.util.Map;

/**
 * The signs that a {@link TextPerturber} writes. What is trained on and what is reported on differ
 * wherever there is a choice; an emoji for a word there is but one.
 *
 * @param leet for a letter the digits and signs like it
 * @param lookAlikes for a letter those of other scripts like it
 * @param invisible what nobody sees
 * @param marks combining marks
 * @param separators what is put between letters
 * @param splitters what splits a word
 * @param hexadecimal whether references of HTML are hexadecimal
 */
record PerturbationAlphabet(
    Map<Character, String> leet,
    Map<Character, String> lookAlikes,
    String invisible,
    String marks,
    List<String> separators,
    String splitters,
    boolean hexadecimal) {

  /** For words the emoji that stands for it. */
  static final Map<String, String> EMOJI =
      Map.ofEntries(
          Map.entry("fuck", "\uD83D\uDD95"),
          Map.entry("fucking", "\uD83D\uDD95"),
          Map.entry("shit", "\uD83D\uDCA9"),
          Map.entry("ass", "\uD83C\uDF51"),
          Map.entry("dick", "\uD83C\uDF46"),
          Map.entry("cock", "\uD83C\uDF46"),
          Map.entry("penis", "\uD83C\uDF46"),
          Map.entry("pussy", "\uD83D\uDC31"),
          Map.entry("dog", "\uD83D\uDC36"),
          Map.entry("pig", "\uD83D\uDC37"),
          Map.entry("snake", "\uD83D\uDC0D"),
          Map.entry("rat", "\uD83D\uDC00"),
          Map.entry("monkey", "\uD83D\uDC12"),
          Map.entry("clown", "\uD83E\uDD21"),
          Map.entry("gun", "\uD83D\uDD2B"),
          Map.entry("kill", "\uD83D\uDD2A"),
          Map.entry("die", "\uD83D\uDC80"),
          Map.entry("dead", "\uD83D\uDC80"),
          Map.entry("bomb", "\uD83D\uDCA3"),
          Map.entry("love", "\u2764\uFE0F"),
          Map.entry("money", "\uD83D\uDCB0"),
          Map.entry("fire", "\uD83D\uDD25"),
          Map.entry("trash", "\uD83D\uDDD1\uFE0F"),
          Map.entry("sick", "\uD83E\uDD22"),
          Map.entry("crazy", "\uD83E\uDD2A"),
          Map.entry("gay", "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08"),
          Map.entry("eyes", "\uD83D\uDC40"),
          Map.entry("baby", "\uD83D\uDC76"),
          Map.entry("house", "\uD83C\uDFE0"),
          Map.entry("phone", "\uD83D\uDCF1"));

  private static final PerturbationAlphabet TRAINING =
      new PerturbationAlphabet(
          Map.of('a', "@4", 'e', "3", 'i', "!1", 'l', "1|", 's', "$5", 'o', "0", 'b', "8"),
          Map.of(
              'a',
              "\u0430\u0251",
              'e',
              "\u0435\u03B5",
              'o',
              "\u043E\u0585",
              'i',
              "\u0456\u0269",
              'c',
              "\u0441",
              'p',
              "\u0440",
              'u',
              "\u03C5",
              's',
              "\u0455",
              'h',
              "\u04BB",
              'd',
              "\u0501"),
          "\u200B\u00AD",
          "\u0301\u0336",
          List.of("-", "_", "*"),
          " -",
          true);

  private static final PerturbationAlphabet REPORT =
      new PerturbationAlphabet(
          Map.of('a', "4", 'e', "3", 'i', "1", 's', "5", 'o', "0", 't', "7", 'g', "9"),
          Map.ofEntries(
              Map.entry('a', "\u03B1\u1D00\uFF41"),
              Map.entry('b', "\u0253\uFF42"),
              Map.entry('c', "\u03F2\u1D04"),
              Map.entry('e', "\u0454\u1D07"),
              Map.entry('g', "\u0261\uFF47"),
              Map.entry('i', "\u03B9\uD835\uDDF6"),
              Map.entry('k', "\u03BA\u1D0B"),
              Map.entry('n', "\u0578\u0274"),
              Map.entry('o', "\u03BF\u1D0F"),
              Map.entry('r', "\u0433\u0280"),
              Map.entry('s', "\uA731\uFF53"),
              Map.entry('t', "\u03C4\u1D1B"),
              Map.entry('u', "\u057D\u1D1C"),
              Map.entry('y', "\u0443\u028F")),
          "\u200C\u2060\u200D",
          "\u0308\u0323\u0335\u0489",
          List.of("."),
          " ",
          false);

  static PerturbationAlphabet of(Split split) {
    return split == Split.TRAINING ? TRAINING : REPORT;
  }
}
