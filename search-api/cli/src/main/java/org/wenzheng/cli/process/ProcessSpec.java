package org.wenzheng.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One process of the product, as it is started.
 *
 * @param name as people type it in {@code ./run logs NAME}
 * @param port the loopback port that tells whether it is there
 * @param command program and arguments
 * @param environment what it gets beside the supervisor's own
 * @param directory working folder
 * @param probe tells whether it is ready
 */
public record ProcessSpec(
        String name,
        int port,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        ReadinessProbe probe) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
