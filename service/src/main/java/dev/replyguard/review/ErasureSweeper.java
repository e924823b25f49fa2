package dev.replyguard.review;

import dev.replyguard.store.ErasureStore;
import dev.replyguard.store.ErasureStore.Erasure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finishes what was begun to forget people and then given up: by a service that was killed, or by a
 * client that did not call again. Of each site and run a few requests are taken up whose lease has
 * run out, of which each does a bounded number of steps; one that is not done by then is gone on
 * with by a later run. Several services may do so at a time: a lease is given to one of them. For
 * one event loop.
 */
public final class ErasureSweeper {
  /** How many requests of a site one run takes up. */
  static final int REQUESTS = 10;

  /** How many times a run goes on with one request, {@link PersonErasure#STEPS} steps a time. */
  static final int ROUNDS = 20;

  private final ErasureStore store;
  private final PersonErasure erasure;
  private final Supplier<List<String>> sites;
  private final ErasureMetrics metrics;

  /**
   * Over its collaborators.
   *
   * @param sites the ids of all sites
   */
  public ErasureSweeper(
      ErasureStore store,
      PersonErasure erasure,
      Supplier<List<String>> sites,
      ErasureMetrics metrics) {
    this.store = store;
    this.erasure = erasure;
    this.sites = sites;
    this.metrics = metrics;
  }

  /**
   * One run.
   *
   * @return fails where the store cannot be asked; what was done by then is done
   */
  public Future<Void> run() {
    Promise<Void> promise = Promise.promise();
    new Run(List.copyOf(sites.get()).iterator(), promise).nextSite();
    return promise.future().onFailure(failure -> metrics.failed());
  }

  /** One run through the sites. Not chains of futures, which would end in calls within calls. */
  private final class Run {
    private final Iterator<String> ids;
    private final Promise<Void> promise;
    private long pending;

    Run(Iterator<String> ids, Promise<Void> promise) {
      this.ids = ids;
      this.promise = promise;
    }

    void nextSite() {
      if (!ids.hasNext()) {
        metrics.pending(pending);
        promise.complete();
        return;
      }
      String site = ids.next();
      store
          .takeUp(site, PersonErasure.LEASE, REQUESTS)
          .onFailure(promise::fail)
          .onSuccess(taken -> nextRequest(site, taken.iterator()));
    }

    private void nextRequest(String site, Iterator<Erasure> taken) {
      if (taken.hasNext()) {
        metrics.resumed();
        goOn(site, taken.next().again(), taken, ROUNDS);
        return;
      }
      store
          .pending(site)
          .onFailure(promise::fail)
          .onSuccess(
              count -> {
                pending += count;
                nextSite();
              });
    }

    private void goOn(String site, Erasure request, Iterator<Erasure> taken, int rounds) {
      erasure
          .resume(site, request)
          .onFailure(
              failure -> {
                // What is wrong with one must not keep the others: that one is tried again later.
                metrics.failed();
                nextRequest(site, taken);
              })
          .onSuccess(
              next -> {
                if (next.isEmpty() || rounds == 1) {
                  nextRequest(site, taken);
                } else {
                  goOn(site, next.get(), taken, rounds - 1);
                }
              });
    }
  }
}
