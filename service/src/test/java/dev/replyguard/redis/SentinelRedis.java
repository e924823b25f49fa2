package dev.replyguard.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A master, a replica and three Sentinels. */
final class SentinelRedis extends SeveralServers {
  private static final String NAME = "replyguard";
  private static final int SENTINELS = 3;

  private final List<RedisProcess> servers = new ArrayList<>();
  private final List<RedisProcess> sentinels;

  SentinelRedis() {
    servers.add(new RedisProcess(configuration()));
    List<String> replica = new ArrayList<>(configuration());
    replica.add("replicaof 127.0.0.1 " + servers.get(0).port());
    servers.add(new RedisProcess(replica));
    await(() -> info(servers.get(1), "master_link_status").equals("up"));
    List<String> watching =
        List.of(
            "sentinel monitor " + NAME + " 127.0.0.1 " + servers.get(0).port() + " 2",
            "sentinel auth-pass " + NAME + " " + RedisProcess.PASSWORD,
            "sentinel sentinel-pass " + RedisProcess.PASSWORD,
            "sentinel down-after-milliseconds " + NAME + " 2000",
            "sentinel failover-timeout " + NAME + " 5000",
            "sentinel parallel-syncs " + NAME + " 1");
    sentinels =
        IntStream.range(0, SENTINELS)
            .mapToObj(i -> new RedisProcess(watching, "--sentinel"))
            .toList();
    await(() -> sentinels.stream().allMatch(SentinelRedis::knowsAll));
  }

  private static List<String> configuration() {
    return List.of(
        "appendonly yes",
        "appendfsync always",
        "save \"\"",
        "masterauth " + RedisProcess.PASSWORD,
        "repl-diskless-sync-delay 0");
  }

  private static boolean knowsAll(RedisProcess sentinel) {
    String master = info(sentinel, "master0");
    return master.contains("slaves=1") && master.contains("sentinels=" + SENTINELS);
  }

  @Override
  List<RedisProcess> servers() {
    return servers;
  }

  @Override
  boolean isWhole() {
    return masters().count() == 1
        && masters().allMatch(master -> info(master, "connected_slaves").equals("1"))
        && masterOf("").equals(told());
  }

  private String told() {
    return String.join(":", sentinels.get(0).command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME));
  }

  @Override
  public String uri() {
    return sentinels.stream()
        .map(RedisProcess::node)
        .collect(
            Collectors.joining(
                ",",
                "redis+sentinel://:" + RedisProcess.PASSWORD + "@",
                "/" + NAME + "?sentinelPassword=" + RedisProcess.PASSWORD));
  }

  @Override
  public String description() {
    return "bundled master and replica, watched by " + SENTINELS + " Sentinels";
  }

  @Override
  public String masterOf(String key) {
    return masters().map(RedisProcess::node).findFirst().orElseThrow();
  }

  @Override
  public List<String> command(String... words) {
    return at(masterOf(""), words);
  }

  @Override
  public void close() {
    sentinels.forEach(RedisProcess::close);
    super.close();
  }
}
