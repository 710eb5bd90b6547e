package io.jenkins.plugins.cfnattest;

import io.jenkins.plugins.cfnattest.inspect.Inspection;
import io.jenkins.plugins.cfnattest.inspect.Inspector;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast templates are scanned, reading included: many small ones, in templates per second, and one of growing size, in
 * microseconds. {@code -Dcfnattest.shared=DIR} names a folder with further samples; without it the rules' own fixtures serve.
 */
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScanBenchmark {
    /** The files of a folder, in memory. */
    @State(Scope.Benchmark)
    public static class Folder {
        private final Scan scan = new Scan(Catalogue.cfnNag(), ScanOptions.standard());
        private List<byte[]> files;

        /** Reads the folder. */
        @Setup
        public void read() throws IOException {
            Path samples = Path.of(System.getProperty("cfnattest.shared", "../shared"), "parity", "corpus");
            Path folder = Files.isDirectory(samples) ? samples : Path.of("src/test/resources/rules");
            try (Stream<Path> paths = Files.walk(folder)) {
                files = paths.filter(Files::isRegularFile)
                        .sorted()
                        .map(Folder::content)
                        .toList();
            }
        }

        private static byte[] content(Path path) {
            try {
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where a thread is in the folder: it goes round and round. */
    @State(Scope.Thread)
    public static class Place {
        private int next;

        private ScanResult scan(Folder folder) {
            next = (next + 1) % folder.files.size();
            return folder.scan.scan(folder.files.get(next));
        }
    }

    /** One template. */
    @State(Scope.Benchmark)
    public static class Generated {
        private final Scan scan = new Scan(Catalogue.cfnNag(), ScanOptions.standard());
        private final Inspector inspector = new Inspector(Catalogue.all());

        @Param({"10", "100", "1000", "10000"})
        private int resources;

        private byte[] content;

        /** Writes it. */
        @Setup
        public void write() {
            content = GeneratedTemplate.of(resources);
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public ScanResult folderOnOneThread(Folder folder, Place place) {
        return place.scan(folder);
    }

    @Benchmark
    @Threads(Threads.MAX)
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public ScanResult folderOnAllCores(Folder folder, Place place) {
        return place.scan(folder);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public ScanResult scanOfSize(Generated generated) {
        return generated.scan.scan(generated.content);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Inspection inspectionOfSize(Generated generated) throws Exception {
        Template template = Template.parse(generated.content);
        return generated.inspector.inspect(template, EffectiveParameters.of(template, Map.of(), Set.of(), Map.of()));
    }
}
