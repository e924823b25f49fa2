package dev.replyguard.ops;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the heap near what is in use.
 *
 * <p>Left alone, a JVM takes its first heap by the size of the machine (1/64 of it), fills that
 * with the garbage of the start, and never gives it back: on a machine with 24 GiB a service that
 * needs 60 MB of heap occupies 400. So, once everything is loaded, the share of free heap that the
 * collector may keep is lowered, which HotSpot lets a running program do, and one full collection
 * hands back the rest. The heap still grows, up to the JVM's limit, where the work asks for it.
 *
 * <p>Whoever sets the heap's size or its free ratios on the command line knows better: then nothing
 * is changed.
 */
public final class LeanHeap {
  private static final Logger LOG = LoggerFactory.getLogger(LeanHeap.class);
  private static final String MIN_FREE_PERCENT = "10";
  private static final String MAX_FREE_PERCENT = "30";
  private static final List<String> SET_BY_OPERATOR =
      List.of("InitialHeapSize", "MaxHeapSize", "MinHeapFreeRatio", "MaxHeapFreeRatio");
  private static final Set<VMOption.Origin> CHOSEN_BY_JVM =
      Set.of(VMOption.Origin.DEFAULT, VMOption.Origin.ERGONOMIC);

  private LeanHeap() {}

  /** Trims the heap once and for what comes; takes about 0.1 s in which the JVM stands still. */
  public static void apply() {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (hotSpot == null) {
      return;
    }
    try {
      if (!isLeftToJvm(hotSpot)) {
        return;
      }
      // In this order: the lower one may never exceed the higher.
      hotSpot.setVMOption("MinHeapFreeRatio", MIN_FREE_PERCENT);
      hotSpot.setVMOption("MaxHeapFreeRatio", MAX_FREE_PERCENT);
      System.gc();
    } catch (IllegalArgumentException e) {
      // Another JVM, or another collector, without these options: it does as it always would.
      LOG.debug("heap not trimmed: {}", e.getMessage());
    }
  }

  private static boolean isLeftToJvm(HotSpotDiagnosticMXBean hotSpot) {
    return SET_BY_OPERATOR.stream()
        .allMatch(option -> CHOSEN_BY_JVM.contains(hotSpot.getVMOption(option).getOrigin()));
  }
}
