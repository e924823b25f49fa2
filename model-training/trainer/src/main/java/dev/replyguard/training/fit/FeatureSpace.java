package dev.replyguard.training.fit;

import dev.replyguard.model.FeatureNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;

/**
 * The buckets that are trained on, numbered from 0 in their order: those that enough training
 * comments have. Immutable.
 */
public final class FeatureSpace {
  private final int hashBits;
  private final int[] buckets;
  private final int[] documents;
  private final int total;
  private final int[] numbers;

  private FeatureSpace(int hashBits, int[] buckets, int[] documents, int total) {
    this.hashBits = hashBits;
    this.buckets = buckets;
    this.documents = documents;
    this.total = total;
    this.numbers = new int[1 << hashBits];
    Arrays.fill(numbers, -1);
    for (int number = 0; number < buckets.length; number++) {
      numbers[buckets[number]] = number;
    }
  }

  /**
   * The space of what {@code training} holds.
   *
   * @param minDocuments how many of them must have a bucket
   */
  public static FeatureSpace of(List<Instance> training, int hashBits, int minDocuments) {
    int[] counts = new int[1 << hashBits];
    for (Instance instance : training) {
      for (int i = 0; i < instance.size(); i++) {
        counts[instance.bucket(i)]++;
      }
    }
    int[] kept = new int[counts.length];
    int[] documents = new int[counts.length];
    int size = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      if (counts[bucket] >= minDocuments) {
        kept[size] = bucket;
        documents[size++] = counts[bucket];
      }
    }
    return new FeatureSpace(
        hashBits, Arrays.copyOf(kept, size), Arrays.copyOf(documents, size), training.size());
  }

  /** How many features there are. */
  public int size() {
    return buckets.length;
  }

  /** The number of the feature in {@code bucket}, or -1 where it is not in this space. */
  public int number(int bucket) {
    return numbers[bucket];
  }

  /** How many features of {@code instance} are in this space. */
  public int sizeOf(Instance instance) {
    int size = 0;
    for (int i = 0; i < instance.size(); i++) {
      size += numbers[instance.bucket(i)] >= 0 ? 1 : 0;
    }
    return size;
  }

  /** The name in Tribuo of feature {@code number}. */
  public String name(int number) {
    return FeatureNames.of(buckets[number], hashBits);
  }

  /** {@code 1 + ln((1 + n) / (1 + df))}: high for what few training comments have. */
  public double inverseDocumentFrequency(int number) {
    return 1 + Math.log((1.0 + total) / (1 + documents[number]));
  }

  /** The space of some of this one's features, by number, in rising order. */
  public FeatureSpace subset(int[] kept) {
    int[] some = new int[kept.length];
    int[] counts = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      some[i] = buckets[kept[i]];
      counts[i] = documents[kept[i]];
    }
    return new FeatureSpace(hashBits, some, counts, total);
  }

  /**
   * This space as Tribuo's feature domain. Tribuo numbers features by name, which is the order of
   * the buckets: its numbers are ours. Of what it can tell about a feature's values only the count
   * of comments is measured; the bounds are those of any text of unit length.
   */
  public ImmutableFeatureMap featureMap() {
    return featureMap(0);
  }

  /**
   * The same, with the numbers that networks make of a text behind the buckets.
   *
   * @param pooled how many numbers
   */
  ImmutableFeatureMap featureMap(int pooled) {
    return featureMap(pooled, FeatureNames::ofPooled);
  }

  /**
   * The same for training, with features that tell sources behind the buckets.
   *
   * @param sources how many
   */
  ImmutableFeatureMap trainingMap(int sources) {
    return featureMap(sources, FeatureSpace::nameOfSource);
  }

  /** The name in Tribuo of the feature that tells a source: behind those of all buckets. */
  static String nameOfSource(int source) {
    return "source%03d".formatted(source);
  }

  private ImmutableFeatureMap featureMap(int further, IntFunction<String> names) {
    List<VariableInfo> infos = new ArrayList<>(buckets.length + further);
    for (int number = 0; number < buckets.length; number++) {
      infos.add(new RealInfo(name(number), documents[number], 1, 0, 0, 0));
    }
    for (int number = 0; number < further; number++) {
      infos.add(new RealInfo(names.apply(number), total, Float.MAX_VALUE, 0, 0, 0));
    }
    return new ImmutableFeatureMap(infos);
  }
}
