package org.wenzheng.cli.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;

/**
 * A certificate of our own (ECDSA P-256) by the JDK's keytool, kept for as long as its names stay the same: whoever has
 * accepted it once, or was given {@code certificate.pem}, is not asked again.
 */
final class GeneratedCertificate {

    /** Browsers take no longer ones. */
    private static final String DAYS = "825";

    private final Path folder;

    GeneratedCertificate(Home home) {
        this.folder = home.secrets().resolve("tls");
    }

    Path keystore() {
        return folder.resolve("keystore.p12");
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    /** To be given to the desks' browsers. */
    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    /** Makes it unless there is one of these names. */
    void prepare(String host, List<String> addresses) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        boolean isAddress = addresses.contains(host);
        if (!isAddress) {
            names.add("dns:" + host);
        }
        addresses.forEach(address -> names.add("ip:" + address));
        String subject = String.join(",", names);
        Path made = folder.resolve("names");
        if (Files.exists(certificate())
                && Files.exists(made)
                && Files.readString(made).equals(subject)) {
            return;
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.deleteIfExists(keystore());
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(passwordFile(), HexFormat.of().formatHex(random));
        Files.setPosixFilePermissions(passwordFile(), PosixFilePermissions.fromString("rw-------"));
        keytool(
                "-genkeypair",
                "-alias",
                "wenzheng",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                DAYS,
                "-dname",
                "CN=Wenzheng",
                "-ext",
                "san=" + subject,
                "-ext",
                "eku=serverAuth",
                "-storetype",
                "PKCS12");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "wenzheng",
                "-file",
                certificate().toString());
        Files.writeString(made, subject);
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore",
                keystore().toString(),
                "-storepass:file",
                passwordFile().toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw Failure.failed("No certificate could be made; " + folder.resolve("keytool.log")
                    + " says why. Give one of your own with --certificate and --key.");
        }
    }
}
