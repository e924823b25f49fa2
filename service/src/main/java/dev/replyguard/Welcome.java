package dev.replyguard;

import java.io.PrintStream;

/** What a new installation is told once, on standard output and nowhere else. */
final class Welcome {
  private final PrintStream out;

  Welcome(PrintStream out) {
    this.out = out;
  }

  /** Prints the secrets that were made up and where to use them; nothing where there are none. */
  void print(Started started) {
    MadeUpSecrets secrets = started.secrets();
    if (secrets.siteKey().isEmpty() && secrets.admin().isEmpty()) {
      return;
    }
    out.println();
    out.println("ReplyGuard is ready. Shown only this once:");
    secrets.siteKey().ifPresent(key -> out.println("  key of the site demo        " + key));
    secrets.admin().ifPresent(admin -> print(started.apiUrl(), admin));
    out.println();
    out.println("  try it        " + started.apiUrl() + "/demo");
    out.println("  API           " + started.apiUrl() + "/v1/comments");
    out.println("  its contract  " + started.apiUrl() + "/docs");
    out.println("  metrics       " + started.managementUrl() + "/metrics");
    out.println("  health        " + started.managementUrl() + "/health/ready");
    out.println("  data          " + started.redis());
    out.println();
    out.flush();
  }

  private void print(String url, MadeUpSecrets.Admin admin) {
    out.println("  password of the user admin  " + admin.password());
    // Behind the #, where no server and no proxy gets to see it.
    out.println("  or choose your own          " + url + "/console#setup=" + admin.setupToken());
  }
}
