package dev.replyguard.http.console;

import dev.replyguard.http.StaticFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * All files of the console, from the class path: its own, and those of the libraries, which come as
 * WebJars.
 *
 * @param page the one page, for every address of the console
 * @param assets what the page loads, by name relative to it
 * @param version of page and assets together; another where any of them differs
 */
record ConsoleFiles(StaticFile page, SortedMap<String, StaticFile> assets, String version) {
  private static final String ROOT = "/console";
  private static final String PAGE = "index.html";

  /** Stands in the page for {@link #version}. */
  private static final String VERSION_MARK = "{version}";

  private static final int VERSION_DIGITS = 16;

  private static final List<String> LIT =
      List.of(
          "lit-html.js",
          "directive.js",
          "directive-helpers.js",
          "directives/guard.js",
          "directives/if-defined.js",
          "directives/keyed.js",
          "directives/live.js",
          "directives/repeat.js");

  /** Reads them. Blocks. */
  static ConsoleFiles read() throws IOException {
    TreeMap<String, StaticFile> files = new TreeMap<>();
    own().forEach((name, content) -> files.put(name, StaticFile.of(name, content)));
    String lit = webJar("lit-html");
    for (String name : LIT) {
      files.put("vendor/lit/" + name, StaticFile.of(name, resource(lit + name)));
    }
    String uplot = webJar("uplot") + "dist/";
    files.put(
        "vendor/uplot.js",
        StaticFile.of("uplot.js", module(resource(uplot + "uPlot.iife.min.js"), "uPlot")));
    files.put("vendor/uplot.css", StaticFile.of("uplot.css", resource(uplot + "uPlot.min.css")));
    String version = version(files);
    StaticFile template = Objects.requireNonNull(files.remove(PAGE));
    String page = template.text().replace(VERSION_MARK, version);
    return new ConsoleFiles(
        StaticFile.of(PAGE, page.getBytes(StandardCharsets.UTF_8)), files, version);
  }

  private static Map<String, byte[]> own() throws IOException {
    URL root = Objects.requireNonNull(ConsoleFiles.class.getResource(ROOT + "/" + PAGE));
    if (root.openConnection() instanceof JarURLConnection inJar) {
      inJar.setUseCaches(false); // else the jar would be shared, and not to be closed
      try (JarFile jar = inJar.getJarFile()) {
        return entries(jar);
      }
    }
    try {
      return tree(Objects.requireNonNull(Path.of(root.toURI()).getParent()));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Not as a file system: small Java runtimes, as that of the image, have none for jars. */
  private static Map<String, byte[]> entries(JarFile jar) throws IOException {
    String prefix = ROOT.substring(1) + "/";
    Map<String, byte[]> files = new TreeMap<>();
    for (JarEntry entry : Collections.list(jar.entries())) {
      if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
        try (InputStream in = jar.getInputStream(entry)) {
          files.put(entry.getName().substring(prefix.length()), in.readAllBytes());
        }
      }
    }
    return files;
  }

  private static Map<String, byte[]> tree(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return files;
  }

  /** Where a WebJar's files are: it says its version in the properties that Maven left there. */
  private static String webJar(String artifact) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
      properties.load(in);
    }
    return "/META-INF/resources/webjars/"
        + artifact
        + "/"
        + properties.getProperty("version")
        + "/";
  }

  /** As a module: the library's own is not minified, and twice as large compressed. */
  private static byte[] module(byte[] script, String name) {
    String source = new String(script, StandardCharsets.UTF_8);
    return (source + "\nexport default " + name + ";\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  private static InputStream open(String name) {
    InputStream in = ConsoleFiles.class.getResourceAsStream(name);
    if (in == null) {
      throw new UncheckedIOException(new IOException(name + " is not on the class path"));
    }
    return in;
  }

  private static String version(Map<String, StaticFile> files) {
    MessageDigest digest = sha256();
    files.forEach(
        (name, file) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update(file.plain().getBytes());
        });
    return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
