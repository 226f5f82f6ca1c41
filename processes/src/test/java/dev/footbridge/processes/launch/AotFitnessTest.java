package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AotFitnessTest {

    @ParameterizedTest
    @ValueSource(strings = {"-javaagent:a.jar", "-agentlib:jdwp=x", "-agentpath:/a.so", "-Xshare:off", "-Xverify:none",
            "--patch-module=a=b", "--limit-modules=java.base", "--upgrade-module-path=x", "-Xbootclasspath/a:x.jar",
            "-XX:AOTCache=mine", "-XX:AOTMode=off", "-XX:SharedArchiveFile=x", "-XX:Flags=x", "-XX:VMOptionsFile=x",
            "-Djava.system.class.loader=X", "-XX:StartFlightRecording", "--module-path=mods"})
    void rulesACacheOut(String option) {
        assertThat(AotFitness.touching(List.of("-ea", option))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx64m", "-Xmx31g", "-Xms1m", "-Dname=value", "-Xlog:gc", "-XX:MaxRAMPercentage=30",
            "-Xss1m", "-XX:HeapDumpPath=x", "-XX:ErrorFile=x"})
    void makesNoDifference(String option) {
        assertThat(AotFitness.touching(List.of(option))).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:-UseCompressedOops", "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-XX:+SomethingNew", "-ea",
            "-Djava.locale.providers=CLDR", "--enable-preview", "-Xint"})
    void asksForACacheOfItsOwn(String option) {
        assertThat(AotFitness.touching(List.of("-Xmx64m", option))).contains(List.of(option));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx33g", "-XX:MaxHeapSize=1t"})
    void sharesACacheAmongLargeHeaps(String option) {
        assertThat(AotFitness.touching(List.of(option))).contains(List.of("-Xmx40g"));
    }
}
