package dev.footbridge.cli.isbn;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a version. */
final class VersionOption implements ITypeConverter<Version> {

    @Override
    public Version convert(String text) {
        for (Version version : Version.values()) {
            if (version.toString().equals(text)) {
                return version;
            }
        }
        throw new TypeConversionException("there is no version '" + text + "', only "
                + Arrays.stream(Version.values()).map(Version::toString).collect(Collectors.joining(", ")));
    }
}
