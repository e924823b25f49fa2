package dev.replyguard.training.fit;

import dev.replyguard.model.FeatureNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private FeatureSpace(int hashBits, int[] buckets, int[] documents, int total) {
    this.hashBits = hashBits;
    this.buckets = buckets;
    this.documents = documents;
    this.total = total;
  }

  /**
   * The space of what {@code training} holds.
   *
   * @param minDocuments how many of them must have a bucket
   */
  public static FeatureSpace of(List<Instance> training, int hashBits, int minDocuments) {
    int[] counts = new int[1 << hashBits];
    for (Instance instance : training) {
      for (int bucket : instance.features()) {
        counts[bucket]++;
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

  /** The name in Tribuo of feature {@code number}. */
  public String name(int number) {
    return FeatureNames.of(buckets[number], hashBits);
  }

  /** All names, by number. */
  public String[] names() {
    String[] names = new String[buckets.length];
    Arrays.setAll(names, this::name);
    return names;
  }

  /** {@code 1 + ln((1 + n) / (1 + df))}: high for what few training comments have. */
  public double inverseDocumentFrequency(int number) {
    return 1 + Math.log((1.0 + total) / (1 + documents[number]));
  }

  /** The instance with feature numbers for buckets; what is not in this space is left out. */
  public Instance project(Instance instance) {
    int[] numbers = new int[instance.features().length];
    float[] values = new float[numbers.length];
    int size = 0;
    for (int i = 0; i < numbers.length; i++) {
      int number = Arrays.binarySearch(buckets, instance.features()[i]);
      if (number >= 0) {
        numbers[size] = number;
        values[size++] = instance.values()[i];
      }
    }
    return new Instance(
        Arrays.copyOf(numbers, size),
        Arrays.copyOf(values, size),
        instance.labels(),
        instance.fold(),
        instance.source());
  }

  /** The space of some of this one's features, by number, in rising order. */
  public FeatureSpace subset(int[] numbers) {
    int[] some = new int[numbers.length];
    int[] counts = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      some[i] = buckets[numbers[i]];
      counts[i] = documents[numbers[i]];
    }
    return new FeatureSpace(hashBits, some, counts, total);
  }

  /**
   * This space as Tribuo's feature domain. Tribuo numbers features by name, which is the order of
   * the buckets: its numbers are ours. Of what it can tell about a feature's values only the count
   * of comments is measured; the bounds are those of any text of unit length.
   */
  public ImmutableFeatureMap featureMap() {
    List<VariableInfo> infos = new ArrayList<>(buckets.length);
    for (int number = 0; number < buckets.length; number++) {
      infos.add(new RealInfo(name(number), documents[number], 1, 0, 0, 0));
    }
    return new ImmutableFeatureMap(infos);
  }
}
