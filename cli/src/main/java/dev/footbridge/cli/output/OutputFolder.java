package dev.footbridge.cli.output;

import dev.footbridge.cli.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that the user asked for; it is made where it is missing. */
public final class OutputFolder {

    private final Path path;

    private OutputFolder(Path path) {
        this.path = path;
    }

    /** Makes it, unless it is there. */
    public static OutputFolder at(Path path) {
        BadInput.unless(!Files.exists(path) || Files.isDirectory(path), path + " is a file: name a folder to write to");
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new BadInput(path + " cannot be made (" + e + "): name another folder", e);
        }
        return new OutputFolder(path);
    }

    /** A file in it that can be written. */
    public OutputFile file(String name) {
        return OutputFile.at(path.resolve(name));
    }

    /** A folder in it. */
    public Path folder(String name) {
        return path.resolve(name);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
