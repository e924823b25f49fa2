package dev.replyguard.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The settings in a YAML file. Only the tree of nodes is read, and no object is ever built from it,
 * so that every complaint can name its line.
 */
final class YamlSource {
  private final Path file;
  private final Map<Setting, RawValues.Value> values = new EnumMap<>(Setting.class);

  private YamlSource(Path file) {
    this.file = file;
  }

  /**
   * Reads {@code file}; a key without a value counts as not set.
   *
   * @throws InvalidSettingException where it cannot be read, is not YAML, or says something unknown
   *     or twice
   */
  static RawValues read(Path file) {
    YamlSource source = new YamlSource(file);
    source.parse();
    return new RawValues(source.values);
  }

  private void parse() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    try {
      Node root = new Yaml(options).compose(new StringReader(Files.readString(file)));
      if (root instanceof MappingNode mapping) {
        readMapping("", mapping);
      } else if (root != null && !Tag.NULL.equals(root.getTag())) {
        throw new InvalidSettingException(
            "config", "settings as 'name: value' expected" + at(root));
      }
    } catch (NoSuchFileException e) {
      throw new InvalidSettingException("config", "there is no file " + file);
    } catch (CharacterCodingException e) {
      throw new InvalidSettingException("config", file + " is not a text in UTF-8");
    } catch (IOException e) {
      throw new InvalidSettingException("config", file + " cannot be read: " + e.getMessage());
    } catch (MarkedYAMLException e) {
      throw new InvalidSettingException(
          "config", "YAML expected, but " + e.getProblem() + at(e.getProblemMark().getLine()));
    } catch (YAMLException e) {
      throw new InvalidSettingException("config", file + " is not YAML: " + e.getMessage());
    }
  }

  private void readMapping(String prefix, MappingNode mapping) {
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new InvalidSettingException("config", "a name expected" + at(entry.getKeyNode()));
      }
      readEntry(prefix + key.getValue(), key, entry.getValueNode());
    }
  }

  private void readEntry(String name, ScalarNode key, Node value) {
    boolean isGroup =
        Arrays.stream(Setting.values()).anyMatch(s -> s.dottedName().startsWith(name + "."));
    boolean isSetting = Setting.ofDottedName(name).isPresent();
    if (!isGroup && !isSetting) {
      List<String> known = Arrays.stream(Setting.values()).map(Setting::dottedName).toList();
      throw new InvalidSettingException(
          name,
          "there is no such setting"
              + at(key)
              + "; did you mean "
              + NearestName.of(name, known)
              + "?");
    }
    if (Tag.NULL.equals(value.getTag())) {
      return;
    }
    if (isGroup && value instanceof MappingNode mapping) {
      readMapping(name + ".", mapping);
    } else if (isSetting && value instanceof ScalarNode scalar) {
      put(Setting.ofDottedName(name).orElseThrow(), scalar);
    } else {
      throw new InvalidSettingException(
          name, (isGroup ? "a group of settings" : "a single value") + " expected" + at(value));
    }
  }

  private void put(Setting setting, ScalarNode scalar) {
    String origin = file + " line " + line(scalar);
    if (values.put(setting, new RawValues.Value(scalar.getValue(), origin)) != null) {
      throw new InvalidSettingException(setting.dottedName(), "set twice" + at(scalar));
    }
  }

  private String at(Node node) {
    return at(node.getStartMark().getLine());
  }

  private String at(int lineFromZero) {
    return " (" + file + " line " + (lineFromZero + 1) + ")";
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
