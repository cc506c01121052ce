package io.tillstream.ingest.imports.source;

import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The ZIP archive around a workbook: finds the sheet, the shared texts and the styles, and counts what all of them unfold to. */
final class WorkbookPackage implements Closeable {

    private static final String WORKBOOK = "xl/workbook.xml";
    private static final int MAX_SHEETS = 1_000;

    private final ZipFile zip;
    private final long fileBytes;
    private final SourceLimits limits;
    private final List<Sheet> sheets = new ArrayList<>();
    private boolean from1904;
    private long inflated;

    /**
     * A sheet.
     *
     * @param entry its file in the archive
     */
    record Sheet(String name, String entry, boolean hidden) {}

    WorkbookPackage(Path file, SourceLimits limits) throws IOException {
        this.limits = limits;
        this.fileBytes = Files.size(file);
        try {
            this.zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new BadFileException(
                    Problem.TRUNCATED,
                    "the workbook is cut off or damaged: its table of contents is missing; send it again",
                    e);
        }
        try {
            if (zip.size() > limits.workbookEntries()) {
                throw new BadFileException(
                        Problem.TOO_LARGE, "the archive holds more than " + limits.workbookEntries() + " files");
            }
            readSheets(relations());
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /** Whether days count from 1904. */
    boolean from1904() {
        return from1904;
    }

    /**
     * Picks a sheet.
     *
     * @param name its name; null for the first that is not hidden
     */
    Sheet sheet(@Nullable String name) throws BadFileException {
        List<String> names = sheets.stream().map(Sheet::name).toList();
        return sheets.stream()
                .filter(sheet -> name == null ? !sheet.hidden() : sheet.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new BadFileException(
                        Problem.WRONG_SHEET,
                        name == null
                                ? "the workbook has no visible sheet"
                                : "the workbook has no sheet of that name; it has: " + String.join(", ", names)));
    }

    /** Opens a part; null when the workbook has none of that name. What it unfolds to counts towards the limit of all parts. */
    @Nullable
    WorkbookXml open(String entry) throws IOException {
        InflationGuard guard = stream(entry);
        return guard == null ? null : new WorkbookXml(guard, limits.cellChars());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private @Nullable InflationGuard stream(String entry) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        InputStream in = found == null ? null : zip.getInputStream(found);
        if (in == null) {
            return null;
        }
        return new InflationGuard(in, limits, () -> fileBytes, inflated) {
            @Override
            public void close() throws IOException {
                inflated = inflated();
                super.close();
            }
        };
    }

    private Map<String, String> relations() throws IOException {
        Map<String, String> targets = new HashMap<>();
        try (WorkbookXml xml = open("xl/_rels/workbook.xml.rels")) {
            while (xml != null && xml.next() && targets.size() < limits.workbookEntries()) {
                String id = xml.isStart("Relationship") ? xml.attribute("Id") : null;
                String target = id == null ? null : xml.attribute("Target");
                if (id != null && target != null) {
                    targets.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
                }
            }
        }
        return targets;
    }

    private void readSheets(Map<String, String> targets) throws IOException {
        try (WorkbookXml xml = open(WORKBOOK)) {
            if (xml == null) {
                throw new BadFileException(
                        Problem.UNSUPPORTED_FORMAT,
                        "the file is a ZIP archive but no Excel workbook (.xlsx); unpack it and send the file inside");
            }
            while (xml.next() && sheets.size() < MAX_SHEETS) {
                if (xml.isStart("workbookPr")) {
                    String flag = xml.attribute("date1904");
                    from1904 = "1".equals(flag) || "true".equals(flag);
                } else if (xml.isStart("sheet")) {
                    addSheet(xml, targets);
                }
            }
        }
    }

    private void addSheet(WorkbookXml xml, Map<String, String> targets) {
        String name = xml.attribute("name");
        String relation = xml.attribute("id");
        String target = relation == null ? null : targets.get(relation);
        if (name != null && target != null) {
            String state = xml.attribute("state");
            sheets.add(new Sheet(name, target, state != null && !state.equals("visible")));
        }
    }
}
