package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Key stores for the members of a test. */
public final class Keys {

    /** Of each of them. */
    public static final char[] PASSWORD = "secret-enough".toCharArray();

    private Keys() {}

    /** A key store of this name, with a key. */
    public static Path make(Path folder, String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(keytool, "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname",
                "CN=" + name, "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass",
                new String(PASSWORD)).redirectErrorStream(true).start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        return file;
    }
}
