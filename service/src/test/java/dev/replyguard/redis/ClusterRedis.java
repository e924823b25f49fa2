package dev.replyguard.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Three masters and three replicas. */
final class ClusterRedis extends SeveralServers {
  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;
  private static final Set<String> FOR_ALL =
      Set.of("FLUSHALL", "SCRIPT", "KEYS", "CLIENT", "CONFIG", "INFO", "PING");

  private static final Pattern RANGE = Pattern.compile("(?<= )(\\d+)(?:-(\\d+))?(?= |$)");

  private final List<RedisProcess> servers = new ArrayList<>();

  ClusterRedis() {
    List<Integer> busPorts = new ArrayList<>();
    for (int i = 0; i < 2 * MASTERS; i++) {
      int busPort = FreePort.next();
      busPorts.add(busPort);
      servers.add(
          new RedisProcess(
              List.of(
                  "appendonly yes",
                  "appendfsync always",
                  "save \"\"",
                  "cluster-enabled yes",
                  "cluster-port " + busPort,
                  "cluster-config-file nodes.conf",
                  "cluster-node-timeout 2000",
                  "cluster-require-full-coverage no",
                  "masterauth " + RedisProcess.PASSWORD,
                  "repl-diskless-sync-delay 0")));
    }
    for (int i = 0; i < MASTERS; i++) {
      servers.get(i).command("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
      servers
          .get(i)
          .command(
              "CLUSTER",
              "ADDSLOTSRANGE",
              Integer.toString(i * SLOTS / MASTERS),
              Integer.toString((i + 1) * SLOTS / MASTERS - 1));
    }
    for (int i = 1; i < servers.size(); i++) {
      servers
          .get(0)
          .command(
              "CLUSTER",
              "MEET",
              "127.0.0.1",
              Integer.toString(servers.get(i).port()),
              Integer.toString(busPorts.get(i)));
    }
    await(() -> servers.stream().allMatch(each -> knowsAll(each)));
    for (int i = 0; i < MASTERS; i++) {
      String id = servers.get(i).command("CLUSTER", "MYID").get(0);
      RedisProcess replica = servers.get(MASTERS + i);
      await(() -> replica.command("CLUSTER", "REPLICATE", id).equals(List.of("OK")));
    }
    awaitWhole();
  }

  private boolean knowsAll(RedisProcess server) {
    return clusterInfo(server).contains("cluster_known_nodes:" + servers.size())
        && server
            .command("CLUSTER", "NODES")
            .toString()
            .lines()
            .noneMatch(l -> l.contains("handshake"));
  }

  private static String clusterInfo(RedisProcess server) {
    return String.join("\n", server.command("CLUSTER", "INFO"));
  }

  @Override
  List<RedisProcess> servers() {
    return servers;
  }

  @Override
  boolean isWhole() {
    return servers.stream().allMatch(ClusterRedis::isInOrder)
        && masters().count() == MASTERS
        && masters().allMatch(master -> info(master, "connected_slaves").equals("1"));
  }

  private static boolean isInOrder(RedisProcess server) {
    return clusterInfo(server).contains("cluster_state:ok")
        && (isMaster(server) || info(server, "master_link_status").equals("up"));
  }

  @Override
  public String uri() {
    return servers.stream()
        .map(RedisProcess::node)
        .collect(Collectors.joining(",", "redis+cluster://:" + RedisProcess.PASSWORD + "@", ""));
  }

  @Override
  public String description() {
    return "cluster of " + servers.size() + " bundled servers";
  }

  @Override
  public String masterOf(String key) {
    RedisProcess any = masters().findFirst().orElseThrow();
    long slot = Long.parseLong(any.command("CLUSTER", "KEYSLOT", key).get(0));
    return masters()
        .filter(master -> has(master, slot))
        .map(RedisProcess::node)
        .findFirst()
        .orElseThrow();
  }

  /** By its own line of {@code CLUSTER NODES}, which ends with the ranges of its slots. */
  private static boolean has(RedisProcess master, long slot) {
    String nodes = String.join("\n", master.command("CLUSTER", "NODES"));
    String own = nodes.lines().filter(line -> line.contains("myself")).findFirst().orElseThrow();
    return RANGE
        .matcher(own)
        .results()
        .anyMatch(
            range -> {
              long first = Long.parseLong(range.group(1));
              String last = range.group(2);
              return first <= slot && slot <= (last == null ? first : Long.parseLong(last));
            });
  }

  @Override
  public List<String> command(String... words) {
    if (FOR_ALL.contains(words[0])) {
      return masters().flatMap(master -> master.command(words).stream()).toList();
    }
    return at(masterOf(words[0].equals("EVAL") ? words[3] : words[1]), words);
  }
}
