package dev.replyguard.text;

/**
 * Tells which {@linkplain Disguise kinds of disguise} a folded text may hold. Used again and again
 * without garbage; it belongs to one thread.
 *
 * <p>It looks at runs of letters, and at what stands beside letters, by the bits of a {@link
 * TextScan}, so that a text of plain words costs a few look-ups a word.
 */
final class DisguiseFinder {
  private final DisguisedWords disguised = DisguisedWords.shipped();

  // Where runs of letters start and end in the padded text.
  private int[] starts = new int[512];
  private int[] ends = new int[512];
  private int runs;

  /** The signs that were seen, put together. */
  int signs(TextScan scan) {
    find(scan);
    return pairs(scan) | words(scan) | stretched(scan);
  }

  private void find(TextScan scan) {
    int most = (scan.blocks() + 1) * MappedUnits.BLOCK;
    if (starts.length < most) {
      starts = new int[most + (most >> 1)];
      ends = new int[starts.length];
    }
    int begun = 0;
    int ended = 0;
    long before = 0;
    for (int block = 0; block < scan.blocks(); block++) {
      long letters = scan.letters[block];
      long previous = letters << 1 | before;
      begun = TextScan.list(letters & ~previous, block, starts, begun);
      ended = TextScan.list(~letters & previous, block, ends, ended);
      before = letters >>> 63;
    }
    runs = ended;
  }

  /** Looks at odd units with their neighbours. */
  private static int pairs(TextScan scan) {
    char[] padded = scan.padded();
    int signs = 0;
    for (int block = 0; block < scan.blocks(); block++) {
      for (long left = scan.odd[block]; left != 0; left &= left - 1) {
        int index = block * MappedUnits.BLOCK + Long.numberOfTrailingZeros(left);
        signs |= Disguise.ofPair(padded[index - 1], padded[index]);
        signs |= Disguise.ofPair(padded[index], padded[index + 1]);
      }
    }
    return signs;
  }

  /** Looks at each word together with the one before it. */
  private int words(TextScan scan) {
    int signs = 0;
    int alone = 0;
    int mostAlone = 0;
    int earlierStart = 0;
    int earlierEnd = -1;
    for (int run = 0; run < runs; run++) {
      int start = starts[run];
      int end = ends[run];
      int length = end - start;
      alone = length == 1 ? alone + 1 : 0;
      mostAlone = Math.max(mostAlone, alone);
      if (start == earlierEnd + 1) {
        int earlier = earlierEnd - earlierStart;
        long joined = joined(scan, earlierEnd, earlier, end, length);
        if (disguised.mayBeWord(joined, earlier + length)) {
          signs |= split(scan.padded(), earlierStart, earlierEnd, start, end);
        }
        if (TextScan.has(scan.masks, earlierEnd)
            && disguised.mayBeMasked(scan.padded(), earlierStart, end)) {
          signs |= Disguise.MASK;
        }
      }
      earlierStart = start;
      earlierEnd = end;
    }
    return mostAlone >= SpacedLetters.FEWEST ? signs | Disguise.SPACED : signs;
  }

  /** The last eight letters of two runs put together, or all where there are less. */
  private static long joined(TextScan scan, int earlierEnd, int earlier, int end, int length) {
    long second = TokenHashing.packed(scan.recent[end - 1], length);
    long first = TokenHashing.packed(scan.recent[earlierEnd - 1], earlier);
    // In two halves, as a shift by all 64 bits is none.
    int half = 4 * Math.min(length, TokenHashing.PACKED);
    return first << half << half | second;
  }

  private int split(char[] padded, int start, int middle, int next, int end) {
    boolean split = disguised.isSplit(padded, start, middle, next, end, padded[middle] == ' ');
    return split ? Disguise.WORD : 0;
  }

  /** Looks at words with letters said twice in a row. */
  private int stretched(TextScan scan) {
    int run = 0;
    int lookedAt = -1;
    for (int block = 0; block < scan.blocks(); block++) {
      long letters = scan.letters[block];
      long before = block == 0 ? 0 : scan.letters[block - 1] >>> 63;
      long doubled = scan.doubled[block] & letters & (letters << 1 | before);
      for (; doubled != 0; doubled &= doubled - 1) {
        int index = block * MappedUnits.BLOCK + Long.numberOfTrailingZeros(doubled);
        while (ends[run] <= index) {
          run++;
        }
        if (lookedAt != run && disguised.mayBeStretched(scan.padded(), starts[run], ends[run])) {
          return Disguise.WORD;
        }
        lookedAt = run;
      }
    }
    return 0;
  }
}
