package dev.replyguard.pipeline;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.pipeline.policy.PolicyDiff;
import dev.replyguard.pipeline.policy.PolicyTree;
import dev.replyguard.pipeline.policy.PolicyVersions;
import dev.replyguard.store.PolicyStore;
import dev.replyguard.store.PolicyStore.Draft;
import dev.replyguard.store.PolicyStore.Put;
import dev.replyguard.store.PolicyStore.Stored;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes the policies of sites: checks what is to be stored, stores it, puts it in force. */
public final class PolicyService {
  private final PolicyStore store;
  private final PolicyDirectory directory;
  private final WorkerPool workers;

  /** Over its collaborators. */
  public PolicyService(PolicyStore store, PolicyDirectory directory, WorkerPool workers) {
    this.store = store;
    this.directory = directory;
    this.workers = workers;
  }

  /** Where the versions are. */
  public PolicyStore store() {
    return store;
  }

  /** What is in force. */
  public PolicyDirectory directory() {
    return directory;
  }

  /**
   * Checks a document.
   *
   * @return fails with an {@link dev.replyguard.pipeline.policy.InvalidPolicyException} that names
   *     every field that is wrong
   */
  public Future<CompiledPolicy> check(String source, PolicyFormat format) {
    return workers.submit(
        givenUp -> directory.compile(PolicyVersions.ofDraft(source), 0, source, format));
  }

  /**
   * Checks and stores a document as the version after {@code expected}, and puts it in force in
   * this process; others follow within seconds.
   *
   * @return what came of it; fails as {@link #check} does
   */
  public Future<Put> put(String site, int expected, Draft draft) {
    int number = expected + 1;
    String version = PolicyVersions.of(number, draft.source());
    return workers
        .submit(givenUp -> directory.compile(version, number, draft.source(), draft.format()))
        .compose(
            compiled ->
                store
                    .put(site, expected, draft)
                    .onSuccess(
                        put -> {
                          if (put instanceof Put.Done) {
                            directory.take(site, compiled);
                          }
                        }));
  }

  /**
   * Stores the document of an earlier version again.
   *
   * @return what came of it, or empty where there is no such version
   */
  public Future<Optional<Put>> restore(
      String site, int number, int expected, Actor by, @Nullable String note) {
    return store
        .find(site, number)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : put(site, expected, again(found.get(), by, note)).map(Optional::of));
  }

  /** What leads from one version's document to another's. */
  public Future<PolicyDiff.Result> diff(Stored before, Stored after) {
    return workers.submit(
        givenUp ->
            PolicyDiff.between(
                PolicyTree.parse(before.source(), before.format()),
                PolicyTree.parse(after.source(), after.format())));
  }

  private static Draft again(Stored stored, Actor by, @Nullable String note) {
    return new Draft(stored.format(), stored.source(), by, note, stored.version().number());
  }
}
