package io.tripmill.jobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A standalone Spark cluster on the loopback address: a master and two workers, each a process of its own, and their executors. It has
 * Spark's jars and Delta, as Glue has, and nothing of Tripmill.
 */
final class SparkCluster implements AutoCloseable {
    private static final long PATIENCE_MS = 120_000;

    private final Path home;
    private final String master;
    private final List<Process> daemons = new ArrayList<>();

    private SparkCluster(Path home, int port) {
        this.home = home;
        this.master = "spark://127.0.0.1:" + port;
    }

    static SparkCluster start(Path home) throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("jars"));
        Files.writeString(home.resolve("RELEASE"), "");
        int number = 0;
        for (String jar : launcherFile("class.path").split(":", -1)) {
            Path target = Path.of(jar);
            Files.createSymbolicLink(home.resolve("jars/" + number++ + "-" + target.getFileName()), target);
        }
        int port = freePort();
        SparkCluster cluster = new SparkCluster(home, port);
        try {
            cluster.startDaemon(
                    "master", "master.Master", "--host", "127.0.0.1", "--port", "" + port, "--webui-port", "0");
            cluster.awaitLine("master", "I have been elected leader");
            for (String worker : List.of("worker-1", "worker-2")) {
                cluster.startDaemon(
                        worker,
                        "worker.Worker",
                        "--host",
                        "127.0.0.1",
                        "--webui-port",
                        "0",
                        "--cores",
                        "1",
                        "--memory",
                        "1g",
                        "--work-dir",
                        home.resolve(worker).toString(),
                        cluster.master);
                cluster.awaitLine(worker, "Successfully registered with master");
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts a job by spark-submit with the job jar alone; its output goes to {@code <name>.log}. */
    Process submit(String name, String... arguments) throws IOException {
        List<String> submit = new ArrayList<>(List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.sql.shuffle.partitions=4",
                "--conf",
                "spark.databricks.delta.snapshotPartitions=2",
                "--executor-memory",
                "768m",
                "--class",
                "io.tripmill.jobs.Main",
                System.getProperty("tripmill.job.jar")));
        submit.addAll(List.of(arguments));
        return java(name, submit);
    }

    /** Ends an executor of the running job as a lost machine would. */
    void killAnExecutor() {
        executors()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no executor is there to be killed"))
                .destroyForcibly();
    }

    String log(String name) {
        try {
            return Files.readString(home.resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a process has said something. */
    void awaitLine(String name, String text) throws InterruptedException {
        await(() -> log(name).contains(text), "'" + text + "' of " + name);
    }

    private void await(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MS;
        while (!condition.getAsBoolean()) {
            if (System.currentTimeMillis() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(50);
        }
    }

    private Stream<ProcessHandle> executors() {
        return daemons.stream().flatMap(daemon -> daemon.toHandle().children());
    }

    private void startDaemon(String name, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("org.apache.spark.deploy." + type));
        command.addAll(List.of(arguments));
        daemons.add(java(name, command));
    }

    private Process java(String name, List<String> mainAndArguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(launcherFile("java.options").split(" ", -1)));
        command.addAll(List.of("-Xmx768m", "-XX:TieredStopAtLevel=1", "-cp", home.resolve("jars") + "/*"));
        command.addAll(mainAndArguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", System.getProperty("tripmill.scala"));
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static String launcherFile(String name) throws IOException {
        return Files.readString(Path.of(System.getProperty("tripmill.launcher"), name))
                .strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends every process of the cluster, executors first. */
    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(executors().toList());
        daemons.stream().map(Process::toHandle).forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
