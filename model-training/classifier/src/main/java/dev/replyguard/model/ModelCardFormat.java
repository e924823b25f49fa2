package dev.replyguard.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@link ModelCard} as JSON. */
final class ModelCardFormat {
  private ModelCardFormat() {}

  static byte[] write(ModelCard card) {
    ObjectNode json = JsonOutput.object();
    json.put("name", card.name()).put("description", card.description());
    card.languages().forEach(json.putArray("languages")::add);
    ArrayNode sources = json.putArray("sources");
    for (ModelCard.Source source : card.sources()) {
      sources
          .addObject()
          .put("name", source.name())
          .put("licence", source.licence())
          .put("rows", source.rows());
    }
    ArrayNode metrics = json.putArray("metrics");
    for (ModelCard.Metric metric : card.metrics()) {
      ObjectNode node =
          metrics
              .addObject()
              .put("dataset", metric.dataset())
              .put("label", metric.label())
              .put("name", metric.name())
              .put("value", metric.value());
      Interval interval = metric.interval();
      if (interval != null) {
        JsonOutput.put(node, "interval", interval);
      }
    }
    json.put("provenance", card.provenance());
    return JsonOutput.write(json);
  }

  static ModelCard parse(byte[] bytes) {
    return Json.parse(bytes, "card.json").build(ModelCardFormat::card);
  }

  private static ModelCard card(Json json) {
    return new ModelCard(
        json.get("name").text(),
        json.get("description").text(),
        json.get("languages").list(Json::text),
        json.get("sources").list(ModelCardFormat::source),
        json.get("metrics").list(ModelCardFormat::metric),
        json.get("provenance").text());
  }

  private static ModelCard.Source source(Json json) {
    return new ModelCard.Source(
        json.get("name").text(), json.get("licence").text(), json.get("rows").size());
  }

  private static ModelCard.Metric metric(Json json) {
    return new ModelCard.Metric(
        json.get("dataset").text(),
        json.get("label").text(),
        json.get("name").text(),
        json.get("value").number(),
        json.get("interval").optional(Json::interval));
  }
}
