package dev.footbridge.cli.bench.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a page of HTML that is well-formed XML, too: whatever a text holds, it stays text. Not for use by several
 * threads.
 */
final class Markup {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    Markup() {
        try {
            this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeDTD("<!DOCTYPE html>");
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** Begins an element; attributes are names and values in turns. */
    Markup open(String element, Object... attributes) {
        try {
            xml.writeStartElement(element);
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(String.valueOf(attributes[i]), String.valueOf(attributes[i + 1]));
            }
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** An element that never has anything in it. */
    Markup empty(String element, Object... attributes) {
        try {
            xml.writeEmptyElement(element);
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(String.valueOf(attributes[i]), String.valueOf(attributes[i + 1]));
            }
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** Text in the element that was begun last. */
    Markup text(String characters) {
        try {
            xml.writeCharacters(characters);
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** Ends the element that was begun last. */
    Markup close() {
        try {
            xml.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** An element with just this text. */
    Markup leaf(String element, String characters, Object... attributes) {
        return open(element, attributes).text(characters).close();
    }

    /** The page; elements that are still open end here. */
    String page() {
        try {
            xml.writeEndDocument();
            xml.flush();
            return text + "\n";
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(XMLStreamException e) {
        return new IllegalStateException("a page in memory cannot fail to be written", e);
    }
}
