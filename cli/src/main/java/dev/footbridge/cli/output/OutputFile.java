package dev.footbridge.cli.output;

import dev.footbridge.cli.input.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A file that the user asked for; that it can be written is known before the work that fills it begins. */
public final class OutputFile {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path path;

    private OutputFile(Path path) {
        this.path = path;
    }

    /** Checks that the file can be written, by opening it, and leaves it as it was. */
    public static OutputFile at(Path path) {
        boolean existed = Files.exists(path);
        if (Files.isDirectory(path)) {
            throw new BadInput(path + " is a folder: name a file to write to");
        }
        try {
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
            if (!existed) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw notWritable(path, e);
        }
        return new OutputFile(path);
    }

    /** Writes text in place of what the file held. */
    public void write(String text) {
        try {
            Files.writeString(path, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    /** Writes a value as JSON. */
    public void writeJson(Object value) {
        write(JSON.writeValueAsString(value) + "\n");
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static BadInput notWritable(Path path, IOException e) {
        String why = switch (e) {
            case NoSuchFileException _ -> "its folder does not exist";
            case AccessDeniedException _ -> "it is not allowed";
            default -> String.valueOf(e.getMessage());
        };
        return new BadInput(path + " cannot be written (" + why + "): name another file", e);
    }
}
