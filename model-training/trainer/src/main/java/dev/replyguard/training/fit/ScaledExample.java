package dev.replyguard.training.fit;

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
 * A Tribuo example that is a view of an {@link Instance}: names and scales are shared by all
 * examples, so one costs no more than its object. It cannot be changed or written.
 */
@SuppressWarnings("serial") // Tribuo's examples are Serializable; this one never leaves the process
final class ScaledExample extends Example<Label> {
  private static final long serialVersionUID = 1L;

  private final transient Instance instance;
  private final transient String[] names;
  private final transient double[] scales;

  /**
   * A view.
   *
   * @param names of all features, by number
   * @param scales what each feature's value is multiplied by, by number
   */
  ScaledExample(Label output, Instance instance, String[] names, double[] scales) {
    super(output);
    this.instance = instance;
    this.names = names;
    this.scales = scales;
  }

  Instance instance() {
    return instance;
  }

  double[] scales() {
    return scales;
  }

  @Override
  public Iterator<Feature> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < instance.features().length;
      }

      @Override
      public Feature next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int number = instance.features()[next];
        double value = instance.values()[next] * scales[number];
        next++;
        return new Feature(names[number], value);
      }
    };
  }

  @Override
  public int size() {
    return instance.features().length;
  }

  /** Features are distinct and numbers by the way they are made. */
  @Override
  public boolean validateExample() {
    return size() > 0;
  }

  @Override
  public Example<Label> copy() {
    return new ScaledExample(output, instance, names, scales);
  }

  @Override
  public void canonicalize(FeatureMap featureMap) {
    // The names are shared already.
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
