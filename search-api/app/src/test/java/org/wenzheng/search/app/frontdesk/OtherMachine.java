package org.wenzheng.search.app.frontdesk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network namespace as another machine: it reaches this one over a virtual cable, by a name, and nothing else. All of it goes
 * when it is closed.
 */
final class OtherMachine implements AutoCloseable {

    private static final String NETWORK = "10.213.77.";

    private final String name;
    private final Path hosts;

    private OtherMachine(String name) {
        this.name = name;
        this.hosts = Path.of("/etc/netns", name);
    }

    static boolean possible() throws IOException, InterruptedException {
        return "root".equals(System.getProperty("user.name"))
                && Files.isExecutable(Path.of("/sbin/ip"))
                && Files.isExecutable(Path.of("/sbin/nft"))
                && run("ip", "netns", "list") == 0;
    }

    /** @param host the name by which this machine is known there */
    static OtherMachine start(String host) throws IOException, InterruptedException {
        OtherMachine other = new OtherMachine("wz" + ProcessHandle.current().pid());
        String here = other.name + "a";
        String there = other.name + "b";
        require("ip", "netns", "add", other.name);
        require("ip", "link", "add", here, "type", "veth", "peer", "name", there, "netns", other.name);
        require("ip", "address", "add", other.addressOfThis() + "/30", "dev", here);
        require("ip", "link", "set", here, "up");
        require("ip", "-n", other.name, "address", "add", NETWORK + "2/30", "dev", there);
        require("ip", "-n", other.name, "link", "set", there, "up");
        require("ip", "-n", other.name, "link", "set", "lo", "up");
        Files.createDirectories(other.hosts);
        Files.writeString(
                other.hosts.resolve("hosts"), "127.0.0.1 localhost\n" + other.addressOfThis() + " " + host + "\n");
        return other;
    }

    /** Of this machine on the cable. */
    String addressOfThis() {
        return NETWORK + "1";
    }

    /** What a command there begins with; it is told the cable's name, to pull it, and where its other end is. */
    List<String> command() {
        return List.of(
                "ip",
                "netns",
                "exec",
                name,
                "env",
                "LINK=" + name + "b",
                "SERVER_NETWORK=/proc/" + ProcessHandle.current().pid() + "/ns/net");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("ip", "netns", "delete", name);
        run("ip", "link", "delete", name + "a");
        Files.deleteIfExists(hosts.resolve("hosts"));
        Files.deleteIfExists(hosts);
    }

    private static void require(String... command) throws IOException, InterruptedException {
        if (run(command) != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
