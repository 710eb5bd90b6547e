package io.jenkins.plugins.cfnattest.inspect.external;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A foreign program: does what its first argument says, with the template's name as the second. */
final class Child {
    private Child() {}

    public static void main(String[] words) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        Path template = Path.of(words[1]);
        switch (words[0]) {
            case "print" -> out.print(words[2]);
            case "exit" -> {
                out.print(words[3]);
                out.flush();
                System.err.print("last words of\u001B[31m the child");
                Runtime.getRuntime().halt(Integer.parseInt(words[2]));
            }
            case "hang" -> {
                mark(words[2]);
                new CountDownLatch(1).await();
            }
            case "endless" -> endless("out".equals(words[2]) ? System.out : System.err);
            case "fork" -> {
                Process grandchild = new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                "hang",
                                words[1],
                                words[2])
                        .start();
                while (!Files.exists(Path.of(words[2])) && grandchild.isAlive()) {
                    Thread.onSpinWait();
                }
                endless(System.out);
            }
            case "environment" -> out.print(nag("FAIL", "F1", new TreeMap<>(System.getenv()).toString()));
            case "input" -> out.print(nag("WARN", "W1", "read " + System.in.readAllBytes().length + " bytes"));
            case "template" ->
                out.print(nag(
                        "WARN",
                        "W1",
                        template + " is " + Files.readString(template).length() + " long, in " + here()));
            case "vandal" -> {
                vandalise(template, Path.of(words[2]));
                out.print(nag("WARN", "W1", "in " + here()));
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
        out.flush();
    }

    /** cfn_nag's answer with one violation at two resources. Nothing but the JDK is needed, for a child has nothing else. */
    static String nag(String type, String id, String message) {
        int failures = "FAIL".equals(type) ? 2 : 0;
        return "[{\"filename\":\"template.yaml\",\"file_results\":{\"failure_count\":" + failures + ",\"violations\":["
                + "{\"id\":\"" + id + "\",\"name\":\"SomeRule\",\"type\":\"" + type + "\",\"message\":\""
                + message.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\",\"logical_resource_ids\":[\"A\",\"B\"],\"line_numbers\":[3,7],\"element_types\":[\"resource\",\"parameter\"]}]}}]";
    }

    /** Tells, in a file that appears whole, who runs where. */
    private static void mark(String file) throws IOException {
        Path unfinished = Path.of(file + ".tmp");
        Files.writeString(unfinished, ProcessHandle.current().pid() + " " + here());
        Files.move(unfinished, Path.of(file));
    }

    private static Path here() {
        return Path.of("").toAbsolutePath();
    }

    private static void endless(PrintStream stream) {
        while (true) {
            stream.print("nothing but words. ");
        }
    }

    private static void vandalise(Path template, Path outside) throws IOException {
        Files.delete(template);
        Files.createSymbolicLink(template, outside.resolve("precious.txt"));
        Files.createSymbolicLink(Path.of("elsewhere"), outside);
        Files.createSymbolicLink(Path.of("nowhere"), Path.of("/no/such/place"));
        Files.createDirectories(Path.of("deep/er/still"));
        Files.writeString(Path.of("deep/er/still/file"), "left behind");
        Path.of("deep/er").toFile().setWritable(false);
        Path.of("deep").toFile().setReadable(false);
    }
}
