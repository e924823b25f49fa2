package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TOXICITY",
        "a \"quoted\" word, a \\ and a \u0000 and a \n",
        "Привет, 你好 😀",
        "only the last is not plain: ~\u007f"
      })
  void addString_anyText_readsBackTheSame(String text) {
    Buffer json = new JsonBytes(1).add('[').addString(text).add(']').toBuffer();

    assertThat(new JsonArray(json).getString(0)).isEqualTo(text);
  }

  @Test
  void addString_randomText_readsBackTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      int[] points =
          random
              .ints(random.nextInt(40), 0, random.nextBoolean() ? 0x80 : 0x11000)
              .map(c -> Character.isSurrogate((char) c) && c < 0x10000 ? ' ' : c)
              .toArray();
      String text = new String(points, 0, points.length);

      Buffer json = new JsonBytes(8).add('[').addString(text).add(']').toBuffer();

      assertThat(new JsonArray(json).getString(0)).as("seed %d", seed).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 10, 99, 100, 20_480, Integer.MAX_VALUE})
  void addNumber_isTheNumber(int number) {
    assertThat(new JsonBytes(1).addNumber(number).toBuffer().toString())
        .isEqualTo(Integer.toString(number));
  }

  @Test
  void addProbability_anyNumber_isAsTheGeneratorWritesIt() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      float probability =
          switch (round) {
            case 0 -> 0f;
            case 1 -> 1f;
            case 2 -> 0.0000004f;
            case 3 -> 0.9999999f;
            case 4 -> 0.5f;
            default -> random.nextFloat() * (round % 2 == 0 ? 1 : 0.001f);
          };

      Buffer expected = JsonOutput.write(8, json -> JsonOutput.writeProbability(json, probability));

      assertThat(new JsonBytes(1).addProbability(probability).toBuffer())
          .as("%s, seed %d", probability, seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void laidOut_isTheSameDocumentOnLines() {
    Buffer document = Buffer.buffer("{\"a\":[1,0.123456,\"x\"],\"b\":{\"c\":true}}");

    Buffer laidOut = JsonOutput.laidOut(document);

    assertThat(laidOut.toString()).contains("\n");
    assertThat(laidOut.toJsonObject()).isEqualTo(document.toJsonObject());
  }
}
