/** Plotly reads some tags and entities in its texts; what comes from events shall stay text. */
export const literal = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
