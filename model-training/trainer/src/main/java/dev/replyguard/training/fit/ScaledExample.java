package dev.replyguard.training.fit;

import de.bwaldvogel.liblinear.FeatureNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.util.Merger;

/**
 * A Tribuo example that is a view of those features of an {@link Instance} that are trained on:
 * space and scales are shared by all examples, so one costs no more than its object. It cannot be
 * changed or written.
 */
@SuppressWarnings("serial") // Tribuo's examples are Serializable; this one never leaves the process
final class ScaledExample extends Example<Label> {
  private static final long serialVersionUID = 1L;

  /** In place of a source: the text has no feature that tells its source. */
  static final int UNTOLD = -1;

  private final transient Instance instance;
  private final transient TrainingFeatures features;
  private final int source;

  /**
   * A view.
   *
   * @param features that count
   * @param source the number of the source that a feature is to tell, or {@link #UNTOLD}
   */
  ScaledExample(Label output, Instance instance, TrainingFeatures features, int source) {
    super(output);
    this.instance = instance;
    this.features = features;
    this.source = source;
  }

  /** What LIBLINEAR takes: features numbered from 1 with scaled values, and the bias last. */
  FeatureNode[] nodes() {
    FeatureNode[] nodes = new FeatureNode[size() + 1];
    int size = 0;
    for (int i = 0; i < instance.size(); i++) {
      int number = features.space().number(instance.bucket(i));
      if (number >= 0) {
        nodes[size++] = new FeatureNode(number + 1, scaled(i, number));
      }
    }
    if (source != UNTOLD) {
      nodes[size++] = new FeatureNode(features.numberOf(source) + 1, features.sourceValue());
    }
    nodes[size] = new FeatureNode(features.biasNumber() + 1, features.biasValue());
    return nodes;
  }

  private double scaled(int index, int number) {
    return instance.value(index) * features.scales()[number];
  }

  @Override
  public Iterator<Feature> iterator() {
    return new Iterator<>() {
      private int next = known(0);
      private boolean sourceLeft = source != UNTOLD;

      private int known(int from) {
        int index = from;
        while (index < instance.size() && features.space().number(instance.bucket(index)) < 0) {
          index++;
        }
        return index;
      }

      @Override
      public boolean hasNext() {
        return next < instance.size() || sourceLeft;
      }

      @Override
      public Feature next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        if (next == instance.size()) {
          sourceLeft = false;
          return new Feature(FeatureSpace.nameOfSource(source), features.sourceValue());
        }
        int number = features.space().number(instance.bucket(next));
        double value = scaled(next, number);
        next = known(next + 1);
        return new Feature(features.space().name(number), value);
      }
    };
  }

  @Override
  public int size() {
    return features.space().sizeOf(instance) + (source == UNTOLD ? 0 : 1);
  }

  /** Features are distinct and numbers by the way they are made. */
  @Override
  public boolean validateExample() {
    return size() > 0;
  }

  @Override
  public Example<Label> copy() {
    return new ScaledExample(output, instance, features, source);
  }

  @Override
  public void canonicalize(FeatureMap featureMap) {
    // Names are made when they are asked for.
  }

  @Override
  protected void sort() {
    // Features rise by number, which is the order of their names.
  }

  /** Nothing is ever unknown to the map that the names are from. */
  @Override
  public void removeFeatures(List<Feature> features) {
    if (!features.isEmpty()) {
      throw unchangeable();
    }
  }

  @Override
  public void add(Feature feature) {
    throw unchangeable();
  }

  @Override
  public void addAll(Collection<? extends Feature> features) {
    throw unchangeable();
  }

  @Override
  public void reduceByName(Merger merger) {
    throw unchangeable();
  }

  @Override
  public boolean isDense(FeatureMap map) {
    return size() == map.size();
  }

  @Override
  protected void densify(List<String> featureNames) {
    throw unchangeable();
  }

  @Override
  public void set(Feature feature) {
    throw unchangeable();
  }

  @Override
  public ExampleProto serialize() {
    throw unchangeable();
  }

  private static UnsupportedOperationException unchangeable() {
    return new UnsupportedOperationException("a view of training data");
  }
}
