package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** What a scan of many files comes to. */
record Totals(int files, long failures, long warnings, long fatal) {
    static Totals of(Collection<ScanResult> results) {
        return new Totals(
                results.size(),
                results.stream().mapToLong(ScanResult::failureCount).sum(),
                results.stream().mapToLong(ScanResult::warningCount).sum(),
                results.stream().filter(ScanResult::isFatal).count());
    }

    /** For example {@code Scanned 512 files in 1.3 s: 40 failures, 1 warning; 2 could not be inspected.} */
    String sentence(long nanoseconds) {
        long tenths = TimeUnit.NANOSECONDS.toMillis(nanoseconds) / 100;
        return "Scanned " + counted(files, "file") + " in " + Long.toString(tenths / 10) + "."
                + Long.toString(tenths % 10) + " s: " + counted(failures, "failure") + ", "
                + counted(warnings, "warning")
                + (fatal > 0 ? "; " + Long.toString(fatal) + " could not be inspected." : ".");
    }

    private static String counted(long count, String noun) {
        return Long.toString(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
