package dev.replyguard.config;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: which flags there are, and what they were given. */
public final class Arguments {
  private static final String CONFIG = "--config";

  private final ParseResult parsed;

  private Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  /**
   * Reads the command line.
   *
   * @throws InvalidSettingException naming the flag that is unknown, lacks its value or is repeated
   */
  public static Arguments parse(String... arguments) {
    try {
      return new Arguments(new CommandLine(specification()).parseArgs(arguments));
    } catch (CommandLine.UnmatchedArgumentException e) {
      String flag = e.getUnmatched().get(0);
      throw new InvalidSettingException(
          flag,
          "there is no such flag; did you mean "
              + NearestName.of(flag, specification().optionsMap().keySet())
              + "?");
    } catch (CommandLine.OverwrittenOptionException e) {
      throw new InvalidSettingException(
          ((OptionSpec) e.getOverwritten()).longestName(), "given twice, once expected");
    } catch (CommandLine.MissingParameterException e) {
      throw new InvalidSettingException(
          ((OptionSpec) e.getMissing().get(0)).longestName(), "a value expected after it");
    } catch (ParameterException e) {
      throw new InvalidSettingException("arguments", String.valueOf(e.getMessage()));
    }
  }

  /** True where only the usage is asked for. */
  public boolean help() {
    return parsed.isUsageHelpRequested();
  }

  /** True where only the version is asked for. */
  public boolean version() {
    return parsed.isVersionHelpRequested();
  }

  /** How the service is called, for people. */
  public static String usage() {
    return new CommandLine(specification())
        .setUsageHelpWidth(100)
        .getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  Optional<String> config() {
    return Optional.ofNullable(parsed.<String>matchedOptionValue(CONFIG, null));
  }

  RawValues settings() {
    Map<Setting, RawValues.Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      setting
          .flag()
          .ifPresent(
              flag -> {
                String text = parsed.matchedOptionValue(flag, null);
                if (text != null) {
                  values.put(setting, new RawValues.Value(text, flag));
                }
              });
    }
    return new RawValues(values);
  }

  private static CommandSpec specification() {
    CommandSpec spec = CommandSpec.create().name("java -jar replyguard.jar");
    spec.usageMessage()
        .description("Moderates comments: takes them by HTTP, answers approve, hold or reject.")
        .footer(
            "",
            "Every setting can also stand in the file or in a REPLYGUARD_ variable of the",
            "environment; a flag wins over the environment, and the environment over the file.");
    spec.addOption(value(CONFIG, "FILE", "Settings as YAML"));
    Arrays.stream(Setting.values())
        .forEach(
            setting -> setting.flag().ifPresent(flag -> spec.addOption(option(setting, flag))));
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this text").build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version")
            .build());
    return spec;
  }

  private static OptionSpec option(Setting setting, String flag) {
    String byDefault = setting.defaultValue().map(text -> " (default: " + text + ")").orElse("");
    String label = flag.substring(flag.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT);
    return value(flag, label, setting.description().replace("`", "") + byDefault);
  }

  private static OptionSpec value(String flag, String label, String description) {
    return OptionSpec.builder(flag)
        .arity("1")
        .type(String.class)
        .paramLabel(label)
        .description(description.replace("%", "%%"))
        .build();
  }
}
