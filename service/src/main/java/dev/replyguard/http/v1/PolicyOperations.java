package dev.replyguard.http.v1;

import dev.replyguard.http.ApiOperation;
import dev.replyguard.pipeline.PolicyService;
import dev.replyguard.pipeline.PolicySimulation;
import dev.replyguard.pipeline.PolicyTrial;
import java.time.Clock;
import java.util.List;

/** The operations on a site's policy, for one event loop. */
public final class PolicyOperations {
  // A document of 1 Mi characters as a string of JSON, most of them escaped.
  private static final int DOCUMENT_BYTES = 4 << 20;
  private static final int BODY_BYTES = 16 << 10;

  private final Policies policies;
  private final SimulatePolicy simulate;
  private final TryPolicy tryOut;

  /** The operations over their collaborators. */
  public PolicyOperations(
      PolicyService policies, PolicySimulation simulation, PolicyTrial trial, Clock clock) {
    this.policies = new Policies(policies);
    this.simulate = new SimulatePolicy(policies, simulation, clock);
    this.tryOut = new TryPolicy(policies, trial, clock);
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("getPolicy", 0, policies::current),
        new ApiOperation("putPolicy", DOCUMENT_BYTES, policies::put),
        new ApiOperation("validatePolicy", DOCUMENT_BYTES, policies::validate),
        new ApiOperation("simulatePolicy", DOCUMENT_BYTES, simulate),
        new ApiOperation("tryPolicy", DOCUMENT_BYTES, tryOut),
        new ApiOperation("listPolicyVersions", 0, policies::versions),
        new ApiOperation("getPolicyVersion", 0, policies::version),
        new ApiOperation("diffPolicyVersions", 0, policies::diff),
        new ApiOperation("restorePolicyVersion", BODY_BYTES, policies::restore));
  }
}
