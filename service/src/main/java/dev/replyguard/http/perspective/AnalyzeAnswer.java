package dev.replyguard.http.perspective;

import dev.replyguard.http.JsonBytes;
import dev.replyguard.http.JsonOutput;
import dev.replyguard.http.perspective.Sentences.Span;
import dev.replyguard.http.perspective.TextLanguages.Told;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The answer to {@code comments:analyze}. All but names and numbers of it is known beforehand, so
 * it is put together from bytes: by a generator it took more time than reading the request.
 *
 * @param request what was asked
 * @param told the languages
 * @param asked the attributes to be told
 * @param spans the parts of the text
 * @param parity from the model's scores to those that are told
 * @param scores of the text, and then of its parts unless the only one is all of it
 */
record AnalyzeAnswer(
    AnalyzeRequest request,
    Told told,
    List<Attribute> asked,
    List<Span> spans,
    ScoreParity parity,
    List<Scores> scores) {

  private static final int TYPICAL_SIZE = 1_024;
  private static final byte[] ATTRIBUTES = JsonBytes.part("\"attributeScores\":{");
  private static final byte[] COMMA = JsonBytes.part(",");
  private static final byte[] SPANS = JsonBytes.part(":{\"spanScores\":[");
  private static final byte[] BEGIN = JsonBytes.part("{\"begin\":");
  private static final byte[] END = JsonBytes.part(",\"end\":");
  private static final byte[] SPAN_SCORE = JsonBytes.part(",\"score\":{\"value\":");
  private static final byte[] END_OF_SPANS = JsonBytes.part("],\"summaryScore\":{\"value\":");
  private static final byte[] END_OF_SCORE = JsonBytes.part(",\"type\":\"PROBABILITY\"}}");
  private static final byte[] LANGUAGES = JsonBytes.part("\"languages\":[");
  private static final byte[] DETECTED = JsonBytes.part("\"detectedLanguages\":[");
  private static final byte[] CLIENT_TOKEN = JsonBytes.part("\"clientToken\":");

  /**
   * An attribute that was asked for.
   *
   * @param name as the request has it
   * @param label what it stands for
   * @param threshold scores below it are left out
   */
  record Attribute(String name, Label label, float threshold) {}

  Buffer write(boolean pretty) {
    JsonBytes json = new JsonBytes(TYPICAL_SIZE).add('{');
    boolean first = !addAttributes(json);
    first &= !addStrings(json, first, LANGUAGES, told.languages());
    first &= !addStrings(json, first, DETECTED, told.detected());
    if (request.clientToken() != null) {
      next(json, first).add(CLIENT_TOKEN).addString(request.clientToken());
    }
    Buffer answer = json.add('}').toBuffer();
    return pretty ? JsonOutput.laidOut(answer) : answer;
  }

  private static JsonBytes next(JsonBytes json, boolean first) {
    return first ? json : json.add(',');
  }

  /**
   * An attribute below its threshold is left out; where all are, the map itself is.
   *
   * @return whether any was added
   */
  private boolean addAttributes(JsonBytes json) {
    boolean added = false;
    for (Attribute attribute : asked) {
      if (scores.get(0).has(attribute.label())) {
        float summary = told(attribute, scores.get(0));
        if (summary >= attribute.threshold()) {
          json.add(added ? COMMA : ATTRIBUTES);
          added = true;
          addAttribute(json, attribute, summary);
        }
      }
    }
    if (added) {
      json.add('}');
    }
    return added;
  }

  private void addAttribute(JsonBytes json, Attribute attribute, float summary) {
    json.addString(attribute.name()).add(SPANS);
    boolean whole = AnalyzeComment.isWhole(spans, request.text());
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      float score = whole ? summary : told(attribute, scores.get(1 + i));
      next(json, i == 0).add(BEGIN).addNumber(span.begin()).add(END).addNumber(span.end());
      json.add(SPAN_SCORE).addProbability(score).add(END_OF_SCORE);
    }
    json.add(END_OF_SPANS).addProbability(summary).add(END_OF_SCORE);
  }

  private float told(Attribute attribute, Scores ofText) {
    return parity.of(attribute.label(), ofText.get(attribute.label()));
  }

  private static boolean addStrings(
      JsonBytes json, boolean first, byte[] field, List<String> values) {
    if (values.isEmpty()) {
      return false;
    }
    next(json, first).add(field);
    for (int i = 0; i < values.size(); i++) {
      next(json, i == 0).addString(values.get(i));
    }
    json.add(']');
    return true;
  }
}
