package io.tillstream.query.report;

/**
 * What configuration says of reports.
 *
 * @param shop name of the shop, for the cover
 */
public record ReportSettings(String shop) {}
