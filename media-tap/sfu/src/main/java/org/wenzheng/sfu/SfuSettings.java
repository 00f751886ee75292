package org.wenzheng.sfu;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wenzheng.mirror.KafkaConnection;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;

/**
 * What the process is told by its environment.
 *
 * @param bind local address of HTTP ({@code SFU_BIND}, loopback)
 * @param port of HTTP and WebSocket ({@code SFU_PORT}, 8081)
 * @param mediaBind local addresses of media ({@code SFU_MEDIA_BIND}, with commas between; that of HTTP)
 * @param mediaPort of media over UDP and over TCP ({@code SFU_MEDIA_PORT}, 7882)
 * @param addresses that clients reach the media at, most preferred first ({@code SFU_ADDRESSES}, those bound)
 * @param strangers what participants are whose tokens say nothing of it ({@code SFU_DEFAULT_CONSENTS}, nobody; with commas
 *     between, for load tests on loopback alone)
 * @param kafka where calls are mirrored to ({@code KAFKA_BOOTSTRAP}); it need not be there yet
 * @param keys that may sign tokens ({@code SFU_KEYS}, required)
 */
public record SfuSettings(
        InetAddress bind,
        int port,
        List<InetAddress> mediaBind,
        int mediaPort,
        List<InetAddress> addresses,
        ApiKeys keys,
        CallClaims strangers,
        KafkaConnection kafka) {

    // All defaults, in one place.
    private static final String BIND = "127.0.0.1";
    private static final int PORT = 8081;
    private static final int MEDIA_PORT = 7882;

    public SfuSettings {
        mediaBind = List.copyOf(mediaBind);
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException with a message that says which variable is wrong and how it should be
     */
    public static SfuSettings fromEnvironment(Map<String, String> environment) {
        String keys = environment.get("SFU_KEYS");
        if (keys == null || keys.isBlank()) {
            throw new IllegalArgumentException(
                    "SFU_KEYS is missing: without a key nobody can join. Set it to name:secret, the secret from"
                            + " openssl rand -hex 32");
        }
        InetAddress bind = address("SFU_BIND", environment.getOrDefault("SFU_BIND", BIND));
        List<InetAddress> mediaBind = addresses(environment, "SFU_MEDIA_BIND");
        List<InetAddress> addresses = addresses(environment, "SFU_ADDRESSES");
        return new SfuSettings(
                bind,
                port(environment, "SFU_PORT", PORT),
                mediaBind.isEmpty() ? List.of(bind) : mediaBind,
                port(environment, "SFU_MEDIA_PORT", MEDIA_PORT),
                addresses,
                ApiKeys.parse(keys),
                strangers(
                        environment.getOrDefault("SFU_DEFAULT_CONSENTS", ""),
                        bind.isLoopbackAddress() && mediaBind.stream().allMatch(InetAddress::isLoopbackAddress)),
                KafkaConnection.fromEnvironment(environment));
    }

    private static CallClaims strangers(String consents, boolean loopback) {
        if (consents.isBlank()) {
            return CallClaims.NONE;
        }
        if (!loopback) {
            throw new IllegalArgumentException(
                    "SFU_DEFAULT_CONSENTS gives consents that nobody was asked for; it is for tests on loopback."
                            + " Remove it, or bind to 127.0.0.1");
        }
        List<String> given = List.of(consents.split("\\s*,\\s*"));
        if (!Set.of("answer", "record", "analyse").containsAll(given)) {
            throw new IllegalArgumentException(
                    "SFU_DEFAULT_CONSENTS must be some of answer,record,analyse, but is " + consents);
        }
        return new CallClaims(
                CallRole.CITIZEN,
                given.contains("answer"),
                given.contains("record"),
                given.contains("analyse"),
                false,
                0,
                "");
    }

    private static List<InetAddress> addresses(Map<String, String> environment, String variable) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : environment.getOrDefault(variable, "").split(",", -1)) {
            if (!address.isBlank()) {
                addresses.add(address(variable, address.strip()));
            }
        }
        return addresses;
    }

    private static InetAddress address(String variable, String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(variable + " has " + text + ", which is no address", e);
        }
    }

    private static int port(Map<String, String> environment, String variable, int otherwise) {
        String text = environment.get(variable);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException(variable + " must be a port from 0 to 65535, but is " + text);
        }
        return Integer.parseInt(text);
    }
}
