package dev.footbridge.api;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The public API of a folder of classes, one line for each thing that a user can name: what a compiler sees of the
 * packages that are exported, with generics, nullness, limits of inheritance and constants. What a public type has
 * from a supertype that is not public is listed as its own.
 */
final class ApiListing {

    /** What is of no concern to those who compile against it. */
    private static final Set<Modifier> INSIDE = EnumSet.of(Modifier.NATIVE, Modifier.SYNCHRONIZED, Modifier.STRICTFP,
            Modifier.TRANSIENT, Modifier.VOLATILE);

    private final Elements elements;
    private final Types types;
    private final List<String> lines = new ArrayList<>();

    private ApiListing(JavacTask compiler) {
        this.elements = compiler.getElements();
        this.types = compiler.getTypes();
    }

    /** The lines of the classes in that folder, which may use what is on the class path of the tests. */
    static List<String> of(Path classes) {
        // A compiler answers only when it has something to compile.
        var nothing = new SimpleJavaFileObject(URI.create("string:///Nothing.java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "";
            }
        };
        String path = classes + File.pathSeparator + System.getProperty("java.class.path");
        ApiListing listing = new ApiListing((JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null,
                List.of("-proc:none", "-classpath", path), null, List.of(nothing)));
        Predicate<String> exported = exported(classes);
        for (String name : topLevel(classes)) {
            if (exported.test(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
                listing.addIfPublic(listing.elements.getTypeElement(name));
            }
        }
        return listing.lines;
    }

    private static Predicate<String> exported(Path classes) {
        Path descriptor = classes.resolve("module-info.class");
        if (!Files.exists(descriptor)) {
            return name -> true;
        }
        try (InputStream in = Files.newInputStream(descriptor)) {
            return ModuleDescriptor.read(in).exports().stream().filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source).collect(Collectors.toSet())::contains;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> topLevel(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString().replace(File.separatorChar, '.'))
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-info"))
                    .map(name -> name.substring(0, name.length() - ".class".length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addIfPublic(TypeElement type) {
        if (!type.getModifiers().contains(Modifier.PUBLIC) && !type.getModifiers().contains(Modifier.PROTECTED)) {
            return;
        }
        SortedSet<String> members = new TreeSet<>();
        List<TypeElement> nested = new ArrayList<>();
        collect(type, type, members, nested);
        lines.add(header(type));
        members.forEach(member -> lines.add("    " + member));
        nested.stream().sorted(Comparator.comparing(TypeElement::toString)).forEach(this::addIfPublic);
    }

    /** What users of a type see of the members of another, which is the type itself or above it. */
    private void collect(TypeElement type, TypeElement from, SortedSet<String> members, List<TypeElement> nested) {
        for (Element member : from.getEnclosedElements()) {
            Set<Modifier> modifiers = member.getModifiers();
            boolean seen = modifiers.contains(Modifier.PUBLIC)
                    || modifiers.contains(Modifier.PROTECTED) && !type.getModifiers().contains(Modifier.FINAL);
            // A dollar or a dash is in the names that Kotlin gives to what is internal.
            if (!seen || member.getSimpleName().toString().matches(".*[$-].*")) {
                continue;
            }
            switch (member) {
                case TypeElement inner -> nested.add(inner);
                case ExecutableElement method when method.getKind() == ElementKind.METHOD || from == type ->
                    members.add(method(type, method));
                case VariableElement field when field.getKind() != ElementKind.RECORD_COMPONENT ->
                    members.add(field(type, field));
                default -> {
                }
            }
        }
        for (TypeMirror above : types.directSupertypes(from.asType())) {
            TypeElement supertype = (TypeElement) types.asElement(above);
            if (!supertype.getModifiers().contains(Modifier.PUBLIC)) {
                collect(type, supertype, members, nested);
            }
        }
    }

    private String header(TypeElement type) {
        StringBuilder text = new StringBuilder(modifiers(type));
        boolean isInterface = type.getKind().isInterface();
        text.append(switch (type.getKind()) {
            case ANNOTATION_TYPE -> "@interface";
            case INTERFACE -> "interface";
            case ENUM -> "enum";
            case RECORD -> "record";
            default -> "class";
        }).append(' ').append(type.getQualifiedName()).append(parameters(type.getTypeParameters()));
        if (type.getKind() == ElementKind.RECORD) {
            text.append(
                    type.getRecordComponents().stream().map(part -> name(part.asType()) + " " + part.getSimpleName())
                            .collect(Collectors.joining(", ", "(", ")")));
        }
        List<String> above = types.directSupertypes(type.asType()).stream()
                .filter(supertype -> types.asElement(supertype).getModifiers().contains(Modifier.PUBLIC))
                .map(ApiListing::name).filter(name -> !name.matches("Object|Record|Enum<.*")).sorted().toList();
        if (!above.isEmpty()) {
            text.append(isInterface ? " extends " : " is ").append(String.join(", ", above));
        }
        List<String> permitted = type.getPermittedSubclasses().stream()
                .filter(below -> types.asElement(below).getModifiers().contains(Modifier.PUBLIC))
                .map(ApiListing::name).sorted().toList();
        return permitted.isEmpty() ? text.toString() : text + " permits " + String.join(", ", permitted);
    }

    private String method(TypeElement type, ExecutableElement method) {
        ExecutableType seen = (ExecutableType) asMember(type, method);
        StringBuilder text = new StringBuilder(modifiers(method));
        String generic = parameters(method.getTypeParameters());
        text.append(generic).append(generic.isEmpty() ? "" : " ");
        boolean constructor = method.getKind() == ElementKind.CONSTRUCTOR;
        text.append(constructor ? "new" : name(seen.getReturnType()) + " " + method.getSimpleName());
        List<String> takes = new ArrayList<>(seen.getParameterTypes().stream().map(ApiListing::name).toList());
        if (method.isVarArgs()) {
            takes.addLast(takes.removeLast().replaceFirst("\\[]$", "..."));
        }
        text.append(takes.stream().collect(Collectors.joining(", ", "(", ")")));
        if (!seen.getThrownTypes().isEmpty()) {
            text.append(seen.getThrownTypes().stream().map(ApiListing::name).sorted()
                    .collect(Collectors.joining(", ", " throws ", "")));
        }
        return method.getDefaultValue() == null ? text.toString() : text + " default " + method.getDefaultValue();
    }

    private String field(TypeElement type, VariableElement field) {
        Object constant = field.getConstantValue();
        return modifiers(field) + (field.getKind() == ElementKind.ENUM_CONSTANT
                ? "constant "
                : name(asMember(type, field)) + " ") + field.getSimpleName()
                + (constant == null ? "" : " = " + elements.getConstantExpression(constant));
    }

    private TypeMirror asMember(TypeElement type, Element member) {
        return member.getModifiers().contains(Modifier.STATIC) || member.getEnclosingElement() == type
                ? member.asType()
                : types.asMemberOf((DeclaredType) type.asType(), member);
    }

    private String modifiers(Element element) {
        String deprecated = elements.isDeprecated(element) ? "@Deprecated " : "";
        return element.getModifiers().stream().filter(modifier -> !INSIDE.contains(modifier)).sorted()
                .map(modifier -> modifier + " ").collect(Collectors.joining("", deprecated, ""));
    }

    private static String parameters(List<? extends TypeParameterElement> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.stream().map(ApiListing::parameter)
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String parameter(TypeParameterElement parameter) {
        List<String> bounds = parameter.getBounds().stream().map(ApiListing::name)
                .filter(bound -> !bound.equals("Object")).toList();
        return parameter.getSimpleName() + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
    }

    private static String name(TypeMirror type) {
        return type.toString().replace("org.jspecify.annotations.", "").replaceAll("\\bjava\\.lang\\.(?=@?[A-Z])", "")
                .replaceAll(",(?=\\S)", ", ");
    }
}
