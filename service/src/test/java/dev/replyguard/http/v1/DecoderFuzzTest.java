package dev.replyguard.http.v1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.replyguard.http.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/**
 * Whatever the bytes: a decoder takes them or says what is wrong, nothing else. Run as a plain test
 * on the seeds kept beside it; fuzzes with the environment variable JAZZER_FUZZ=1.
 */
class DecoderFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void comment(byte[] bytes) {
    tryOut(CommentDecoder::decode, bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void scoreRequest(byte[] bytes) {
    tryOut(ScoreRequestDecoder::decode, bytes);
  }

  private static void tryOut(Function<Buffer, ?> decoder, byte[] bytes) {
    try {
      Object value = decoder.apply(Buffer.buffer(bytes));
      if (value == null) {
        throw new AssertionError("neither taken nor refused");
      }
    } catch (ProblemException refused) {
      // Writing the answer must not fail either.
      if (refused.problem().toJson("r").length() > 65_536) {
        throw new AssertionError("the answer is not bounded", refused);
      }
    }
  }
}
