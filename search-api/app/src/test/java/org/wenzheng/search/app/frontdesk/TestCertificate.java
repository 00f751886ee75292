package org.wenzheng.search.app.frontdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A certificate for one test, made by the JDK's keytool. */
final class TestCertificate {

    private TestCertificate() {}

    /** The settings that lead to it. */
    static Map<String, String> make(Path folder, String host) throws Exception {
        Path keystore = folder.resolve("keystore.p12");
        Path password = folder.resolve("password");
        Files.writeString(password, "password-of-a-test");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass:file",
                        password.toString())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(keytool.waitFor()).as("keytool").isZero();
        return Map.of(
                "wenzheng.listen.keystore", keystore.toString(),
                "wenzheng.listen.password-file", password.toString());
    }
}
