package dev.replyguard;

import dev.replyguard.config.Arguments;
import dev.replyguard.config.InvalidSettingException;
import dev.replyguard.config.Settings;
import dev.replyguard.config.SettingsLoader;
import dev.replyguard.ops.Logging;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line: reads arguments, starts the service, stops it on a signal, sets exit codes. */
public final class Main {
  /** All went well; also after a stop by SIGTERM or SIGINT. */
  static final int OK = 0;

  /** The service could not start. */
  static final int CANNOT_START = 1;

  /** A setting or a flag is unknown or wrong. */
  static final int WRONG_SETTING = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  Main(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /** Runs the service until it is told to stop. */
  public static void main(String... arguments) {
    int code = new Main(System.out, System.err, System.getenv()).run(arguments);
    if (code != OK) {
      System.exit(code);
    }
  }

  /** Does what the arguments ask for; returns once it runs, with the exit code so far. */
  int run(String... arguments) {
    try {
      Arguments parsed = Arguments.parse(arguments);
      if (parsed.help()) {
        out.print(Arguments.usage());
        return OK;
      }
      if (parsed.version()) {
        out.println("ReplyGuard " + Version.current());
        return OK;
      }
      return start(SettingsLoader.load(parsed, environment));
    } catch (InvalidSettingException e) {
      err.println("replyguard: " + e.getMessage());
      return WRONG_SETTING;
    }
  }

  private int start(Settings settings) {
    Logging.configure(settings.logFormat());
    ReplyGuard service = new ReplyGuard(settings);
    AtomicBoolean failed = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, failed), "stop"));
    try {
      new Welcome(out).print(service.start());
      return OK;
    } catch (StartException e) {
      failed.set(true);
      err.println("replyguard: " + e.getMessage());
      log().debug("start failed", e);
      return CANNOT_START;
    }
  }

  /**
   * Runs when the JVM is told to end. A JVM that ends by a signal exits with 128 + the signal's
   * number, even though all was stopped in good order; supervisors take that for a crash. Nothing
   * but halting, as the hook's last act, can still change the code.
   */
  private static void stop(ReplyGuard service, AtomicBoolean failed) {
    if (failed.get()) {
      return;
    }
    log().info("stopping");
    service.close();
    log().info("stopped");
    Logging.close();
    System.out.flush();
    Runtime.getRuntime().halt(OK);
  }

  // Made when first needed: a logger made earlier would write in the wrong format.
  private static Logger log() {
    return LoggerFactory.getLogger(Main.class);
  }
}
