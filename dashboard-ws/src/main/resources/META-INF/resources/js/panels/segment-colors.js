// One colour per RFM segment, the same in every chart.

export const SEGMENTS = ['Champions', 'Loyal', 'Potential Loyalists', 'New Customers', 'Need Attention', 'At Risk', 'Hibernating', 'Lost'];

/** The colour of a segment; segments of one's own making share what is left. */
export function segmentColor(colors, segment) {
  const known = SEGMENTS.indexOf(segment);
  return known >= 0 ? colors.series[known] : colors.muted;
}

/** Known segments in their order, then others by name. */
export function inOrder(names) {
  const rank = (name) => (SEGMENTS.includes(name) ? SEGMENTS.indexOf(name) : SEGMENTS.length);
  return [...names].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Splits a sample by segment: Map of segment to [customer id, point][]. */
export function bySegment(sample, indexOfSegment) {
  const groups = new Map();
  for (const entry of Object.entries(sample)) {
    const segment = entry[1][indexOfSegment] || 'Not scored yet';
    if (!groups.has(segment)) {
      groups.set(segment, []);
    }
    groups.get(segment).push(entry);
  }
  return groups;
}
