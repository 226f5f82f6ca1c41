import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * Judges a release as it would be uploaded: that it is whole, that its POMs say what Maven Central asks for, that its
 * jars are modules that can be used together; or, with {@code --since}, how its API differs from an earlier one's.
 */
public final class CheckRelease {

    private static final String BOM = "footbridge-bom";
    private static final List<String> DEMANDED = List.of("name", "description", "url", "licenses/license/name",
            "licenses/license/url", "developers/developer/name", "scm/connection", "scm/url");
    private static final int JAVA_25 = 69;

    private final Path folder;
    private final String version;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> packages = new HashMap<>();

    private CheckRelease(Path repository, String version) {
        this.folder = repository.resolve("dev/footbridge");
        this.version = version;
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 2) {
            new CheckRelease(Path.of(args[0]), args[1]).check();
        } else if (args.length == 6 && args[0].equals("--since")) {
            compare(new CheckRelease(Path.of(args[1]), args[2]), new CheckRelease(Path.of(args[3]), args[4]), args[5]);
        } else {
            System.err.println("usage: CheckRelease REPOSITORY VERSION"
                    + " | --since EARLIER VERSION REPOSITORY VERSION JAPICMP");
            System.exit(2);
        }
    }

    private void check() throws Exception {
        Document bom = pom(BOM);
        Set<String> listed = new TreeSet<>(
                texts(bom, "/project/dependencyManagement/dependencies/dependency/artifactId"));
        Set<String> staged = new TreeSet<>(list(folder));
        staged.remove(BOM);
        if (!listed.equals(staged)) {
            wrong.add("the BOM lists " + listed + ", and what is published is " + staged + ": make them the same");
        }
        checkPom(BOM, bom);
        for (String artifact : listed) {
            Set<String> files = list(folder.resolve(artifact).resolve(version)).stream()
                    .filter(name -> !name.matches(".*\\.(md5|sha1|sha256|sha512)")).collect(Collectors.toSet());
            Set<String> whole = Stream.of(".jar", "-sources.jar", "-javadoc.jar", ".pom")
                    .map(end -> artifact + "-" + version + end).collect(Collectors.toSet());
            if (!files.equals(whole)) {
                wrong.add(artifact + " has " + new TreeSet<>(files) + ", and should have " + new TreeSet<>(whole));
                continue;
            }
            checkPom(artifact, pom(artifact));
            checkJar(artifact);
            has(artifact, "-sources.jar", "META-INF/LICENSE", ".*\\.(java|kt)");
            has(artifact, "-javadoc.jar", "index.html", ".*\\.html");
        }
        wrong.forEach(line -> System.err.println("release: " + line));
        if (!wrong.isEmpty()) {
            System.exit(1);
        }
        System.out.println(listed.size() + " modules and their BOM are whole");
    }

    /** The versions of dependencies; a POM may call its own by this name. */
    private List<String> versions(Document pom, String dependencies) throws Exception {
        return texts(pom, dependencies + "/version").stream().map(one -> one.replace("${project.version}", version))
                .toList();
    }

    private void checkPom(String artifact, Document pom) throws Exception {
        for (String element : DEMANDED) {
            if (texts(pom, "/project/" + element).stream().allMatch(String::isBlank)) {
                wrong.add("the POM of " + artifact + " has no " + element + ": Maven Central asks for it");
            }
        }
        if (!texts(pom, "/project/parent").isEmpty()) {
            wrong.add("the POM of " + artifact + " has a parent, which is not published: see flatten-maven-plugin");
        }
        if (!texts(pom, "/project/version").equals(List.of(version))) {
            wrong.add("the POM of " + artifact + " is of version " + texts(pom, "/project/version"));
        }
        List<String> ours = versions(pom, "//dependency[groupId='dev.footbridge']");
        if (!ours.stream().allMatch(version::equals)) {
            wrong.add("the POM of " + artifact + " needs modules of versions " + new TreeSet<>(ours));
        }
        List<String> others = versions(pom, "//dependency");
        if (others.stream().anyMatch(other -> other.endsWith("-SNAPSHOT") || other.contains("$"))
                || others.size() != texts(pom, "//dependency").size()) {
            wrong.add("the POM of " + artifact + " has dependencies without a version, or of an unfinished one");
        }
        if (texts(pom, "//dependency/scope").contains("test")) {
            wrong.add("the POM of " + artifact + " lists what its tests need");
        }
    }

    private void checkJar(String artifact) throws IOException {
        Path file = file(artifact, ".jar");
        ModuleDescriptor module = module(file);
        has(artifact, ".jar", "META-INF/LICENSE", ".*\\.class");
        try (JarFile jar = new JarFile(file.toFile())) {
            String said = jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
            if (module.isAutomatic() && said == null) {
                wrong.add(artifact + " is no module and has no Automatic-Module-Name: it would be named by its file");
            }
            for (JarEntry entry : jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList()) {
                checkClass(artifact, jar, entry);
            }
        }
        if (!module.name().startsWith("dev.footbridge.")) {
            wrong.add(artifact + " is the module " + module.name() + ": begin it with dev.footbridge");
        }
        for (String name : module.packages()) {
            String other = packages.put(name, artifact);
            if (other != null) {
                wrong.add("the package " + name + " is in " + other + " and in " + artifact
                        + ": neither could be used as a module beside the other");
            }
        }
        List<String> needs = module.requires().stream()
                .filter(need -> !need.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .map(ModuleDescriptor.Requires::name).sorted().toList();
        if (artifact.equals("footbridge-core") && !needs.equals(List.of("java.base"))) {
            wrong.add("core needs " + needs + ", and is to need java.base alone");
        }
        System.out.printf("%-34s %-26s %s%n", artifact, module.name(),
                module.isAutomatic() ? "automatic" : "needs " + String.join(", ", needs));
    }

    private void checkClass(String artifact, JarFile jar, JarEntry entry) throws IOException {
        if (entry.getName().endsWith("module-info.class")) {
            return; // of 17, for the tools of older JDKs
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] head = in.readNBytes(8);
            if (head[4] != 0 || head[5] != 0) {
                wrong.add(entry.getName() + " of " + artifact + " needs preview features");
            }
            if (head[7] != JAVA_25) {
                wrong.add(entry.getName() + " of " + artifact + " has class file version " + head[7]);
            }
        }
    }

    private void has(String artifact, String end, String entry, String some) throws IOException {
        try (JarFile jar = new JarFile(file(artifact, end).toFile())) {
            if (jar.getEntry(entry) == null || jar.stream().noneMatch(any -> any.getName().matches(some))) {
                wrong.add(file(artifact, end).getFileName() + " has no " + entry + ", or nothing like " + some);
            }
        }
    }

    /** What is incompatible may come with a new minor version until 1.0, and with a new major one from then on. */
    private static void compare(CheckRelease before, CheckRelease after, String japicmp) throws Exception {
        String[] old = before.version.replace("-SNAPSHOT", "").split("\\.");
        String[] now = after.version.split("\\.");
        boolean may = !old[0].equals(now[0]) || old[0].equals("0") && !old[1].equals(now[1]);
        List<String> broken = new ArrayList<>();
        for (String artifact : list(before.folder)) {
            if (artifact.equals(BOM)) {
                continue;
            }
            if (!Files.exists(after.file(artifact, ".jar"))) {
                broken.add(artifact + " is gone");
                continue;
            }
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", japicmp,
                    "--old", before.file(artifact, ".jar").toString(), "--new", after.file(artifact, ".jar").toString(),
                    "--only-modified", "--ignore-missing-classes",
                    "--error-on-binary-incompatibility", "--error-on-source-incompatibility"));
            String inside = inside(module(before.file(artifact, ".jar")));
            if (!inside.isEmpty()) {
                command.addAll(List.of("--exclude-exclusively", "--exclude", inside));
            }
            Process comparison = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(comparison.getInputStream().readAllBytes());
            if (comparison.waitFor() != 0) {
                System.out.println(said);
                broken.add(artifact);
            }
        }
        System.out.println(broken.isEmpty() ? after.version + " takes the place of " + before.version
                : after.version + " is not compatible with " + before.version + " in: " + String.join(", ", broken));
        if (!broken.isEmpty() && !may) {
            System.err.println("release: " + after.version + " may not break what " + before.version
                    + " has: take it back, or release a new " + (old[0].equals("0") ? "minor" : "major") + " version");
            System.exit(1);
        }
    }

    /** The packages that a module does not export to everybody, as japicmp wants them. */
    private static String inside(ModuleDescriptor module) {
        Set<String> packages = new TreeSet<>(module.isAutomatic() ? Set.of() : module.packages());
        module.exports().stream().filter(export -> !export.isQualified())
                .forEach(export -> packages.remove(export.source()));
        return String.join(";", packages);
    }

    private static ModuleDescriptor module(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }

    private Path file(String artifact, String end) {
        return folder.resolve(artifact).resolve(version).resolve(artifact + "-" + version + end);
    }

    private Document pom(String artifact) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file(artifact, ".pom").toFile());
    }

    private static List<String> texts(Document pom, String path) throws Exception {
        NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int n = 0; n < nodes.getLength(); n++) {
            texts.add(nodes.item(n).getTextContent().strip());
        }
        return texts;
    }

    private static List<String> list(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith("maven-metadata"))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
