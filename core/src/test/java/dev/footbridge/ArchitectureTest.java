package dev.footbridge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The layers of core (see ARCHITECTURE.md), what it may use of the JDK, and how big its files may be. */
class ArchitectureTest {

    private static final String ROOT = "dev.footbridge";
    private static final String INTERNAL = ROOT + ".internal..";
    private static final String LOOP = ROOT + ".loop..";
    private static final String THREADS = ROOT + ".threads..";
    private static final String SYNC = ROOT + ".sync..";
    private static final String CONTEXT = ROOT + ".context..";
    private static final String OBSERVE = ROOT + ".observe..";
    private static final String PLAN = ROOT + ".plan..";
    private static final String STREAM = ROOT + ".stream..";
    private static final String APP = ROOT + ".app..";

    /** The faces that join the concepts; everything else in the root package is vocabulary. */
    private static final Set<String> FACADES = Set.of("Async", "AsyncConversions", "AsyncGathers", "AsyncWaits",
            "AsyncThreads",
            "LoopLease",
            "TaskGroup");

    private static final int MEDIAN_LINES = 100;
    private static final int MOST_LINES = 600;
    private static final int USUAL_LINES = 350;

    private static final Pattern SYNCHRONIZED = Pattern.compile("\\bsynchronized\\s*\\(");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private static final JavaClasses CORE = new ClassFileImporter().importUrl(
            Async.class.getProtectionDomain().getCodeSource().getLocation());

    private static final DescribedPredicate<JavaClass> FACADE = DescribedPredicate.describe("are facades",
            type -> type.getPackageName().equals(ROOT) && FACADES.contains(outermost(type).getSimpleName()));

    /** What every job has around it is part of the vocabulary, in a package of its own. */
    private static final DescribedPredicate<JavaClass> VOCABULARY = resideInAPackage(ROOT).and(not(FACADE))
            .or(resideInAPackage(CONTEXT)).as("are vocabulary");

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage(ROOT + "..");

    private static final DescribedPredicate<JavaClass> METER = DescribedPredicate.describe("are the meter of CPU times",
            type -> outermost(type).getName().equals(ROOT + ".threads.CpuMeter"));

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static void check(ArchRule rule) {
        rule.because("dependencies point inwards only: internal and vocabulary, then concepts, then plans and facades")
                .check(CORE);
    }

    @Test
    @DisplayName("the classes are there to be judged")
    void findsTheClasses() {
        assertThat(CORE.contain(Async.class)).isTrue();
        assertThat(CORE.stream().map(JavaClass::getName)).noneMatch(name -> name.endsWith("Test"));
        for (String facade : FACADES) {
            assertThat(CORE.contain(ROOT + "." + facade)).as("facade %s", facade).isTrue();
        }
    }

    /** Of core's own classes, those that are chosen use the vocabulary, what is internal, and these packages alone. */
    private static void checkUses(DescribedPredicate<JavaClass> chosen, String... packages) {
        DescribedPredicate<JavaClass> allowed = VOCABULARY.or(resideInAnyPackage(packages))
                .or(resideInAPackage(INTERNAL));
        check(noClasses().that(chosen).should()
                .dependOnClassesThat(OURS.and(not(allowed)).as("are not theirs to know")));
    }

    @Test
    @DisplayName("the vocabulary knows no concept")
    void keepsTheVocabularyFree() {
        checkUses(VOCABULARY);
    }

    @Test
    @DisplayName("what is internal knows nothing but the vocabulary")
    void keepsTheInsideFree() {
        checkUses(resideInAPackage(INTERNAL));
    }

    @Test
    @DisplayName("loop, threads and sync know neither each other nor what is built on them; what is observed knows none of them")
    void keepsConceptsApart() {
        checkUses(resideInAPackage(OBSERVE), OBSERVE);
        checkUses(resideInAPackage(LOOP), LOOP, OBSERVE);
        checkUses(resideInAPackage(THREADS), THREADS);
        checkUses(resideInAPackage(SYNC), SYNC);
    }

    @Test
    @DisplayName("what is app-wide knows the concepts, plans and streams know both, and none of them a facade")
    void keepsPlansOnTop() {
        checkUses(resideInAPackage(APP), APP, LOOP, THREADS);
        checkUses(resideInAPackage(PLAN), PLAN, APP, LOOP, THREADS);
        checkUses(resideInAPackage(STREAM), STREAM, APP, LOOP, THREADS, SYNC);
    }

    @Test
    @DisplayName("a new package gets a place in the layers")
    void knowsAllPackages() {
        assertThat(CORE.stream().map(type -> type.getPackageName().substring(ROOT.length())).distinct())
                .containsExactlyInAnyOrder("", ".internal", ".loop", ".threads", ".plan", ".app", ".sync", ".observe",
                        ".stream", ".context");
    }

    @Test
    @DisplayName("core needs java.base and JSpecify's annotations, and nothing else")
    void needsOnlyJavaBase() {
        check(classes().that(not(METER)).should().onlyDependOnClassesThat(areInBase()));
    }

    /** It reads processor times, of which java.base knows nothing, and does without where the modules are absent. */
    @Test
    @DisplayName("one class alone knows the management modules as well")
    void knowsManagementInOnePlace() {
        check(classes().that(METER).should().onlyDependOnClassesThat(
                areInBase().or(resideInAnyPackage("java.lang.management", "com.sun.management"))));
        assertThat(CORE.stream().filter(METER)).isNotEmpty();
    }

    private static DescribedPredicate<JavaClass> areInBase() {
        Set<String> base = Object.class.getModule().getPackages();
        return DescribedPredicate.describe("are in core, in java.base or JSpecify's",
                type -> OURS.test(type.getBaseComponentType()) || type.getPackageName().startsWith("org.jspecify.")
                        || base.contains(baseOf(type)));
    }

    private static String baseOf(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return element.isPrimitive() ? "java.lang" : element.getPackageName();
    }

    @Test
    @DisplayName("nothing waits on a monitor")
    void usesNoMonitors() throws IOException {
        check(noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED));
        check(noClasses().should().callMethod(Object.class, "wait").orShould()
                .callMethod(Object.class, "wait", long.class).orShould()
                .callMethod(Object.class, "wait", long.class, int.class).orShould().callMethod(Object.class, "notify")
                .orShould().callMethod(Object.class, "notifyAll"));
        try (Stream<Path> files = sources()) {
            assertThat(files.filter(file -> SYNCHRONIZED.matcher(code(file)).find()))
                    .as("files with synchronized blocks")
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("nothing is inherited by threads behind one's back, and nothing waits in the common pool")
    void usesNeitherInheritanceNorTheCommonPool() {
        check(noClasses().should().dependOnClassesThat().areAssignableTo(InheritableThreadLocal.class));
        check(noClasses().should().callMethod(ForkJoinPool.class, "commonPool"));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("sun.misc.Unsafe"));
    }

    @Test
    @DisplayName("a rule that is broken is found")
    void findsABrokenRule() {
        ArchRule broken = noClasses().that().resideInAPackage(PLAN).should()
                .dependOnClassesThat(resideInAPackage(INTERNAL));
        assertThatThrownBy(() -> check(broken)).isInstanceOf(AssertionError.class).hasMessageContaining("plan");
        assertThat(SYNCHRONIZED.matcher("synchronized (this) {").find()).isTrue();
    }

    @Test
    @DisplayName("files are small: the median below 100 lines, 19 of 20 below 350, none above 600")
    void keepsFilesSmall() throws IOException {
        TreeMap<Integer, List<Path>> bySize = new TreeMap<>();
        List<Integer> sizes;
        try (Stream<Path> files = sources()) {
            sizes = files.map(file -> {
                int lines = (int) code(file, "").lines().count();
                bySize.merge(lines, List.of(file),
                        (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
                return lines;
            }).sorted().toList();
        }
        assertThat(sizes).as("source files of core").hasSizeGreaterThan(50);
        assertThat(sizes.get(sizes.size() / 2)).as("median lines").isLessThan(MEDIAN_LINES);
        assertThat(sizes.get(sizes.size() * 19 / 20)).as("lines of the 95th percentile").isLessThan(USUAL_LINES);
        assertThat(bySize.tailMap(MOST_LINES, false)).as("files that are too long, by lines").isEmpty();
    }

    private static Stream<Path> sources() throws IOException {
        Path module = Files.isDirectory(Path.of("core")) ? Path.of("core") : Path.of("");
        Path sources = module.resolve("src/main/java");
        assertThat(sources).as("the sources of core, seen from the working directory").isDirectory();
        return Files.walk(sources).filter(file -> file.toString().endsWith(".java"));
    }

    private static String code(Path file) {
        return code(file, " ");
    }

    private static String code(Path file, String comments) {
        try {
            String text = Files.readString(file);
            return comments.isEmpty() ? text : COMMENT.matcher(text).replaceAll(comments);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
