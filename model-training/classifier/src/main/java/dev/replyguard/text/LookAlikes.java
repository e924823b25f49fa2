package dev.replyguard.text;

/**
 * Letters of other scripts that a reader takes for a letter of the Latin alphabet. From the
 * confusables of Unicode Technical Standard 39, as far as they are letters of scripts written from
 * left to right, and some that are habitually used as such though they look like it but roughly.
 */
final class LookAlikes {
  /** First the Latin letter, then those that look like it, in lower case. */
  private static final String[] LOWER = {
    "aαаɑ⍺ᗅꓮꭺᴀɐд",
    "bβвьЬƅɓᏼᑲᗷꓐꮟбʙъ",
    "cсᴄⲥꮯꓚငς¢ҫ",
    "dԁꭰꮷᑯᗞᗪꓒժɖɗᴅ",
    "eеεєҽэꭼꓰ℮ɛԑҿәєᴇ",
    "fϝƒʄքꓝꞙẝғ",
    "gɡցԍᏻɢꓖᶃɠ",
    "hһнⴙꮋꮒհᕼꓧʜħђ",
    "iіιɩɪıⲓꙇꭵւι",
    "jјϳյʝȷꓙᒍᴊ",
    "kκкⲕꮶꓗᴋқҡ",
    "lӏʟꮮⳑןᒪꓡꮭւⵏł",
    "mмⲙꮇϻꓟᗰᴍӎ",
    "nηոռпиɴꓠŋҥ",
    "oοоօⲟჿᴏᴑೲଠഠဝዐⵔꓳөσ",
    "pρрⲣⳏꮲꓑᑭᴘþ",
    "qԛգզꓢ",
    "rгɍʀꭱᴦⲅꓣꮢꮁяɾ",
    "sѕʂꮥꮪჽꓢꜱտ",
    "tтτⲧꭲꓔᴛŧƭ",
    "uυսʋᴜꓴцμꮜմ",
    "vνѵꮩᴠꓦ",
    "wωшщѡԝաᴡꮃꮤꓪⲱ",
    "xхχⲭꓫжҳ",
    "yуүγʏყⲩꭹꮍꓬўұ",
    "zζⴭꮓⱬⲍᴢꓜʐз",
  };

  /** As above, where the capital looks like another letter than the small one does. */
  private static final String[] UPPER = {"hη", "nν", "yυ", "mμ", "eε", "tт", "bв"};

  private static final char[] OF_LOWER = table(LOWER);
  private static final char[] OF_UPPER = table(UPPER);

  private LookAlikes() {}

  private static char[] table(String[] rows) {
    char[] table = new char[Character.MAX_VALUE + 1];
    for (String row : rows) {
      for (int i = 1; i < row.length(); i++) {
        if (table[row.charAt(i)] == 0) {
          table[row.charAt(i)] = row.charAt(0);
        }
      }
    }
    return table;
  }

  /**
   * The Latin letter that a unit looks like, or 0.
   *
   * @param unit in lower case
   */
  static char of(char unit) {
    return OF_LOWER[unit];
  }

  /**
   * As {@link #of(char)}, by how the letter was written: a capital may look like another letter,
   * and the lunate sigma looks like a c though it folds to a sigma.
   */
  static char of(char unit, char written) {
    if (written == '\u03F2' || written == '\u03F9') {
      return 'c';
    }
    char latin = OF_LOWER[unit];
    boolean capital = latin != 0 && OF_UPPER[unit] != 0 && Character.isUpperCase(written);
    return capital ? OF_UPPER[unit] : latin;
  }
}
