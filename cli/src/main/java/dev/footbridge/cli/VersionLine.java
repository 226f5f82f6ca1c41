package dev.footbridge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Tells the version from what Maven writes into the jar, and the Java it runs on. */
public final class VersionLine implements IVersionProvider {

    private static final String WRITTEN_BY_MAVEN = "/META-INF/maven/dev.footbridge/footbridge-cli/pom.properties";

    /** Makes one; the command line does. */
    public VersionLine() {}

    @Override
    public String[] getVersion() throws IOException {
        return new String[]{"footbridge " + version() + " (Java " + Runtime.version() + ")"};
    }

    private static String version() throws IOException {
        try (InputStream in = VersionLine.class.getResourceAsStream(WRITTEN_BY_MAVEN)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "(not packaged)");
        }
    }
}
