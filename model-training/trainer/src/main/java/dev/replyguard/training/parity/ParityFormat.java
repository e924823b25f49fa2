package dev.replyguard.training.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The mappings as a file that the service reads: {@code perspective.parity}. */
public final class ParityFormat {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double MICRO = 1e6;

  private ParityFormat() {}

  /**
   * The file, of the labels that can be mapped.
   *
   * @param model the version of the model whose scores are mapped: they hold for no other
   */
  public static String write(String model, List<AttributeParity> attributes) {
    ObjectNode file = MAPPER.createObjectNode();
    file.put("format", "replyguard-parity").put("v", 1).put("model", model);
    ObjectNode mappings = file.putObject("mappings");
    for (AttributeParity attribute : attributes) {
      if (!attribute.isMappable()) {
        continue;
      }
      ArrayNode line = mappings.putArray(attribute.label().key());
      for (ScoreEquating.Knot knot : attribute.mapping().knots()) {
        line.addArray().add(rounded(knot.ours())).add(rounded(knot.theirs()));
      }
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  /** No finer than scores are told. */
  private static double rounded(double value) {
    return Math.round(value * MICRO) / MICRO;
  }
}
