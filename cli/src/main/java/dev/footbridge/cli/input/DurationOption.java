package dev.footbridge.cli.input;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 50ms}, {@code 0.5s} or {@code 2m}; a bare number is refused except 0. */
public final class DurationOption implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([+-]?\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m)");

    /** Makes one; the command line does. */
    public DurationOption() {}

    @Override
    public Duration convert(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is no time: write a number and a unit, as 50ms or 0.5s");
        }
        long unit = switch (parts.group(2)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            default -> 60_000_000_000L;
        };
        return Duration.ofNanos(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
    }
}
