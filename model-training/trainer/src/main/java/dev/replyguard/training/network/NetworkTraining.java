package dev.replyguard.training.network;

import dev.replyguard.model.Label;
import dev.replyguard.model.NetworkWeights;
import dev.replyguard.model.TextReading;
import dev.replyguard.model.TokenNetwork;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.training.Progress;
import dev.replyguard.training.cache.TrainingCache;
import dev.replyguard.training.fit.Corpus;
import dev.replyguard.training.fit.SourceComments;
import dev.replyguard.training.fit.TrainingKeys;
import dev.replyguard.training.recipe.NetworkSettings;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Trains a recipe's networks, and tells what they say of the tuning fold. Networks differ by their
 * seed alone, and two are trained at a time, each by one thread: the result does not depend on it.
 */
public final class NetworkTraining {
  private static final int THREADS = 2;
  private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

  private final Recipe recipe;
  private final NetworkSettings settings;
  private final SourceComments comments;
  private final List<String> tokens;

  /**
   * A training.
   *
   * @param comments of the recipe's sources
   * @param tokens the most frequent ones of the training folds, the most frequent first
   */
  public NetworkTraining(
      Recipe recipe, NetworkSettings settings, SourceComments comments, List<String> tokens) {
    this.recipe = recipe;
    this.settings = settings;
    this.comments = comments;
    this.tokens = tokens;
  }

  /**
   * What came out.
   *
   * @param weights of the networks
   * @param outputs for each label the weights of all networks' pooled numbers, so that their sum is
   *     the mean of the networks' log-odds
   */
  public record Result(List<NetworkWeights> weights, List<float[]> outputs) {
    public Result {
      weights = List.copyOf(weights);
      outputs = List.copyOf(outputs);
    }

    /** How many pooled numbers there are. */
    public int size() {
      return outputs.get(0).length;
    }

    /** The log-odds of {@code label} for pooled numbers, but for the bias. */
    public double logit(Label label, float[] pooled) {
      float[] row = outputs.get(label.index());
      double logit = 0;
      for (int i = 0; i < row.length; i++) {
        logit += (double) row[i] * pooled[i];
      }
      return logit;
    }
  }

  /**
   * Trains all networks, but for those that the cache has.
   *
   * @param corpus the features of the same comments
   * @param cache each network is kept in it as soon as it is trained
   * @throws IOException when a file cannot be read
   */
  public Result train(Corpus corpus, TrainingCache cache, Progress progress) throws IOException {
    NetworkWeights.Shape shape = settings.shape(tokens.size());
    TrainingKeys keys = new TrainingKeys(recipe);
    List<Optional<TrainedNetwork>> networks = new ArrayList<>();
    for (int number = 0; number < settings.networks(); number++) {
      networks.add(
          keys.network(number, corpus)
              .flatMap(key -> cache.read(key, in -> TrainedNetwork.decode(shape, in))));
    }
    if (networks.stream().anyMatch(Optional::isEmpty)) {
      trainMissing(
          networks,
          shape,
          progress,
          (number, network) ->
              keys.network(number, corpus).ifPresent(key -> cache.write(key, network::encode)));
    }
    return joined(networks.stream().map(Optional::orElseThrow).toList());
  }

  private void trainMissing(
      List<Optional<TrainedNetwork>> networks,
      NetworkWeights.Shape shape,
      Progress progress,
      BiConsumer<Integer, TrainedNetwork> finished)
      throws IOException {
    RowWeights rowWeights = new RowWeights(recipe, settings);
    List<String> vocabulary = tokens.subList(0, shape.vocabulary());
    TokenRows rows =
        TokenRows.read(recipe, comments, rowWeights, tokens, vocabulary, settings.maxTokens());
    int[][] grams = rows.grams(shape.hashing());
    boolean[][] own = ownOutputs(rowWeights);
    long missing = networks.stream().filter(Optional::isEmpty).count();
    progress.begin("Training networks", missing * settings.epochs());
    List<Callable<TrainedNetwork>> tasks = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      int number = i;
      if (networks.get(number).isPresent()) {
        continue;
      }
      NetworkTrainer trainer =
          new NetworkTrainer(
              settings,
              recipe.teacher(),
              shape,
              grams,
              own.length,
              recipe.seed() + number * SEED_STEP);
      String name = "network " + (number + 1);
      tasks.add(
          () -> {
            TrainedNetwork network =
                trainer.train(
                    rows.rows(),
                    own,
                    (epoch, loss) ->
                        progress.step(
                            String.format(
                                Locale.ROOT, "%s, epoch %d, loss %.4f", name, epoch, loss)));
            finished.accept(number, network);
            return network;
          });
    }
    Iterator<TrainedNetwork> trained = run(tasks).iterator();
    networks.replaceAll(network -> network.isPresent() ? network : Optional.of(trained.next()));
  }

  private boolean[][] ownOutputs(RowWeights rowWeights) {
    boolean[][] own = new boolean[recipe.sources().size()][Label.ALL.size()];
    for (int source = 0; source < own.length; source++) {
      for (Label label : Label.ALL) {
        own[source][label.index()] = rowWeights.hasOwnOutput(recipe.sources().get(source), label);
      }
    }
    return own;
  }

  private static List<TrainedNetwork> run(List<Callable<TrainedNetwork>> tasks) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, tasks.size()));
    try {
      List<TrainedNetwork> trained = new ArrayList<>();
      for (Future<TrainedNetwork> task : threads.invokeAll(tasks)) {
        trained.add(task.get());
      }
      return trained;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training networks", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a network could not be trained: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Result joined(List<TrainedNetwork> networks) {
    List<NetworkWeights> weights = networks.stream().map(TrainedNetwork::weights).toList();
    int size = weights.stream().mapToInt(one -> one.shape().pooled()).sum();
    List<float[]> outputs = new ArrayList<>();
    for (Label label : Label.ALL) {
      float[] row = new float[size];
      int at = 0;
      for (TrainedNetwork network : networks) {
        int pooled = network.shape().pooled();
        for (int i = 0; i < pooled; i++) {
          row[at + i] = network.outputs()[label.index() * pooled + i] / networks.size();
        }
        at += pooled;
      }
      outputs.add(row);
    }
    return new Result(weights, outputs);
  }

  /**
   * The pooled numbers of all rows in a fold, in the order of the sources and their rows, by the
   * network that scoring will use.
   */
  public List<float[]> pooled(Result trained, int fold) throws IOException {
    TokenNetwork network = new TokenNetwork(trained.weights(), tokens);
    TokenNetwork.Workspace workspace = new TokenNetwork.Workspace();
    TextReading reading = new TextReading(new FeatureExtractor(recipe.features()), tokens);
    List<float[]> rows = new ArrayList<>();
    for (SourceSettings source : recipe.sources()) {
      comments.forEach(
          source,
          comment -> {
            if (comment.fold() == fold) {
              reading.extractStructure(comment.input());
              network.pool(reading.text(), reading.features(), workspace);
              rows.add(workspace.pooled().clone());
            }
          });
    }
    return rows;
  }
}
