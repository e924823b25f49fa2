package dev.replyguard.training.measuring;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.DoubleDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.evaluation.Rounded;
import java.io.IOException;

/**
 * Evaluations as JSON, the same text for the same figures. Figures have six digits: what lies
 * beyond differs between machines. One that is not a number is null.
 */
public final class EvaluationFormat {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(new Six())
                  .addSerializer(Double.TYPE, new Six())
                  .addDeserializer(Double.TYPE, new DoubleDeserializer(Double.TYPE, Double.NaN)))
          .build();

  private EvaluationFormat() {}

  /** As JSON. */
  public static String write(Object evaluation) {
    try {
      return MAPPER.writeValueAsString(evaluation).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures can always be written", e);
    }
  }

  /**
   * An evaluation from JSON; what older ones lack is empty.
   *
   * @param name of where it is from, for messages
   * @throws DataException when it is none
   */
  public static Evaluation read(String json, String name) throws DataException {
    try {
      return MAPPER.readValue(json, Evaluation.class);
    } catch (JsonProcessingException e) {
      throw new DataException(name, "its evaluation is not what this program writes", e);
    }
  }

  private static final class Six extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1L;

    Six() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        out.writeNumber(Rounded.of(value));
      } else {
        out.writeNull();
      }
    }
  }
}
