package dev.replyguard;

import dev.replyguard.config.Settings;
import dev.replyguard.http.Protocol;
import dev.replyguard.http.akismet.AkismetProtocol;
import dev.replyguard.http.openai.OpenAiProtocol;
import dev.replyguard.http.perspective.AnalysedComments;
import dev.replyguard.http.perspective.PerspectiveProtocol;
import dev.replyguard.http.perspective.ScoreParity;
import dev.replyguard.http.perspective.ScoreParity.InvalidParityException;
import dev.replyguard.store.redis.RedisStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The protocols beside the contract, put together. */
final class Protocols {
  private final Settings settings;
  private final Scorer scorer;
  private final RedisStore store;
  private final Moderation moderation;
  private final Forms forms;
  private final ScoreParity parity;
  private final Clock clock;

  private Protocols(
      Settings settings,
      Scorer scorer,
      RedisStore store,
      Moderation moderation,
      Forms forms,
      ScoreParity parity,
      Clock clock) {
    this.settings = settings;
    this.scorer = scorer;
    this.store = store;
    this.moderation = moderation;
    this.forms = forms;
    this.parity = parity;
    this.clock = clock;
  }

  /** Puts them together, and reads the file that scores are mapped by. Blocks. */
  static Protocols open(
      Settings settings,
      Scorer scorer,
      RedisStore store,
      Moderation moderation,
      Forms forms,
      Clock clock)
      throws StartException {
    return new Protocols(
        settings, scorer, store, moderation, forms, parity(settings, scorer.modelVersion()), clock);
  }

  private static ScoreParity parity(Settings settings, String model) throws StartException {
    Path file = settings.perspectiveParity();
    try {
      return file == null ? ScoreParity.NONE : ScoreParity.read(file, model);
    } catch (InvalidParityException e) {
      throw new StartException("perspective.parity", String.valueOf(e.getMessage()), e);
    }
  }

  /** What is spoken beside the service's own contract, for one event loop. */
  List<Protocol> all() {
    return List.of(perspective(), openAi(), akismet(), forms.protocol());
  }

  private Protocol akismet() {
    return new AkismetProtocol(
            moderation.pipeline()::judge,
            moderation.pipeline()::preview,
            moderation.review(),
            store.statistics(),
            site -> moderation.policy(site).document().protocols().akismet(),
            store.webhooks()::of,
            store.hash(),
            settings.server().limits(),
            clock)
        .protocol();
  }

  private Protocol openAi() {
    return new OpenAiProtocol(
            scorer,
            (site, label) -> moderation.policy(site).thresholds(null, label),
            settings.server().limits(),
            clock)
        .protocol();
  }

  private Protocol perspective() {
    return new PerspectiveProtocol(
            scorer,
            scorer.modelLanguages(),
            scorer::languages,
            new AnalysedComments(
                moderation.pipeline()::judge,
                store.comments(),
                moderation.review(),
                store.hash(),
                clock),
            site -> moderation.policy(site).document().protocols().perspective(),
            parity,
            settings.server())
        .protocol();
  }
}
