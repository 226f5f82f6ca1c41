package dev.footbridge.cli.bench.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where contenders are compared.
 *
 * @param question what is asked, in a word
 * @param setting in which form of it
 * @param params with which parameters
 */
public record Contest(String question, String setting, Map<String, String> params) {

    /** Keeps the parameters in their order. */
    public Contest {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** The parameters in words; empty without. */
    public String row() {
        return params.entrySet().stream().map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Setting and parameters in words. */
    public String words() {
        return params.isEmpty() ? setting : setting + ", " + row();
    }
}
