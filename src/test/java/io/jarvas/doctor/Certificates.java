package io.jarvas.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An authority, and certificates of servers, made by the JDK's keytool.
final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    Certificates(Path folder) throws Exception {
        this.folder = folder;
        pair("authority.p12", "CN=Authority", "-validity", "30", "-ext", "bc:c");
        tool(
                "-exportcert",
                "-rfc",
                "-keystore",
                file("authority.p12"),
                "-alias",
                "one",
                "-file",
                file("authority.pem"));
        tool(
                "-importcert",
                "-noprompt",
                "-keystore",
                file("trusted.p12"),
                "-alias",
                "authority",
                "-file",
                file("authority.pem"));
        pair("unknown.p12", "CN=Unknown", "-validity", "30", "-ext", "san=ip:127.0.0.1");
        signed("other.p12", "san=dns:other.example", "-validity", "30");
        signed("expired.p12", "san=ip:127.0.0.1", "-startdate", "2020/01/01 00:00:00", "-validity", "30");
        signed("right.p12", "san=ip:127.0.0.1", "-validity", "30");
    }

    private void signed(String store, String name, String... validity) throws Exception {
        pair(store, "CN=Server", "-validity", "30");
        tool("-certreq", "-keystore", file(store), "-alias", "one", "-file", file("request"));
        List<String> sign = Stream.concat(
                        Stream.of(
                                "-gencert",
                                "-rfc",
                                "-keystore",
                                file("authority.p12"),
                                "-alias",
                                "one",
                                "-infile",
                                file("request"),
                                "-outfile",
                                file("signed.pem"),
                                "-ext",
                                name),
                        Stream.of(validity))
                .toList();
        tool(sign.toArray(String[]::new));
        Files.writeString(
                folder.resolve("chain.pem"),
                Files.readString(folder.resolve("signed.pem")) + Files.readString(folder.resolve("authority.pem")));
        tool("-importcert", "-noprompt", "-keystore", file(store), "-alias", "one", "-file", file("chain.pem"));
    }

    private void pair(String store, String name, String... more) throws Exception {
        tool(Stream.concat(
                        Stream.of(
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "one",
                                "-dname",
                                name,
                                "-keystore",
                                file(store)),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void tool(String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-J-XX:TieredStopAtLevel=1",
                                "-storepass",
                                PASSWORD),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /// A server's: `unknown`, `other`, `expired`, `right`.
    SSLContext identity(String name) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(name + ".p12"), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /// A client's that takes what the authority has signed.
    SSLContext trust() throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store("trusted.p12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore store(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
