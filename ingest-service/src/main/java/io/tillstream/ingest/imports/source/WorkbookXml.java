package io.tillstream.ingest.imports.source;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One XML part of a workbook, as a sequence of starts, texts and ends of elements.
 *
 * <p>Document types (and with them entities), CDATA sections and deep nesting are refused: no workbook needs them, attacks do.
 */
final class WorkbookXml implements Closeable {

    private static final int MAX_DEPTH = 64;
    private static final int BYTES_PER_CHAR = 4;

    private final InputStream bytes;
    private final XMLStreamReader reader;
    private final int maxTextChars;
    private int depth;

    WorkbookXml(InputStream bytes, int maxTextChars) throws IOException {
        this.bytes = bytes;
        this.maxTextChars = maxTextChars;
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        int maxBytes = (int) Math.min(Integer.MAX_VALUE - 8L, (long) maxTextChars * BYTES_PER_CHAR);
        try {
            this.reader = factory.createXMLStreamReader(new TagDistanceGuard(bytes, maxBytes));
            String encoding = reader.getCharacterEncodingScheme();
            if (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("utf-8")) {
                throw new BadFileException(Problem.FORBIDDEN_XML, "the workbook's XML is not in UTF-8");
            }
        } catch (XMLStreamException e) {
            throw explained(e);
        }
    }

    /** Goes on to the next start, text or end; false at the end of the part. */
    boolean next() throws IOException {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        deeper();
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return true;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
                        return true;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.CDATA ->
                        throw new BadFileException(
                                Problem.FORBIDDEN_XML,
                                "the workbook holds a document type, an entity or a CDATA section, which no workbook needs");
                    default -> {
                        // comments, processing instructions and the end of the document carry no cells
                    }
                }
            }
            return false;
        } catch (XMLStreamException | UncheckedStreamException e) {
            throw explained(e);
        }
    }

    boolean isStart(String name) {
        return reader.isStartElement() && reader.getLocalName().equals(name);
    }

    boolean isEnd(String name) {
        return reader.isEndElement() && reader.getLocalName().equals(name);
    }

    /** The value of an attribute whatever its namespace, or null. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Adds the text at this place to the target, if there is one. */
    void appendText(StringBuilder target) throws IOException {
        if (!reader.isCharacters()) {
            return;
        }
        int length;
        try {
            // the parser reads the text only when it is asked for it, and fails unchecked then
            length = reader.getTextLength();
        } catch (UncheckedStreamException e) {
            throw explained(e);
        }
        if (target.length() + length > maxTextChars) {
            throw new BadFileException(
                    Problem.CELL_TOO_LARGE, "a cell of the workbook has more than " + maxTextChars + " characters");
        }
        target.append(reader.getTextCharacters(), reader.getTextStart(), length);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private void deeper() throws BadFileException {
        if (++depth > MAX_DEPTH) {
            throw new BadFileException(
                    Problem.FORBIDDEN_XML, "the workbook's XML is nested more than " + MAX_DEPTH + " deep");
        }
    }

    private static IOException explained(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
            if (cause instanceof XMLStreamException xml && xml.getNestedException() instanceof IOException io) {
                return io;
            }
        }
        return new BadFileException(Problem.DAMAGED, "the workbook's XML is damaged", failure);
    }
}
