// Plotly, in the page's clothes.

import { palette } from './theme.js';

const sizes = new WeakMap();

const plotly = new Promise((resolve, reject) => {
  const script = document.getElementById('plotly');
  if (globalThis.Plotly) {
    resolve(globalThis.Plotly);
  }
  script.addEventListener('load', () => resolve(globalThis.Plotly));
  script.addEventListener('error', () => reject(new Error('the chart library did not load')));
});

const resized = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const known = sizes.get(target);
    const size = `${Math.round(contentRect.width)}x${Math.round(contentRect.height)}`;
    if (known !== undefined && known !== size && contentRect.width > 0 && target.classList.contains('js-plotly-plot')) {
      globalThis.Plotly.Plots.resize(target);
    }
    sizes.set(target, size);
  }
});

/** An axis in the page's style. */
export function axis(colors, extra = {}) {
  return {
    gridcolor: colors.line, linecolor: colors.line, zerolinecolor: colors.line, tickcolor: colors.line,
    tickfont: { color: colors.muted, size: 11 }, automargin: true, fixedrange: true,
    ...extra,
    title: { font: { color: colors.muted, size: 12 }, standoff: 8, ...(extra.title ?? {}) },
  };
}

/** Draws or updates a chart. `label` is what a screen reader says of it; the summary below says the rest. */
export async function chart(body, label, makeTraces, makeLayout) {
  const Plotly = await plotly;
  const colors = palette();
  const layout = {
    autosize: true,
    margin: { l: 8, r: 8, t: 8, b: 8 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif', color: colors.text, size: 12 },
    hoverlabel: { bgcolor: colors.surface, bordercolor: colors.line, font: { color: colors.text, size: 12 }, align: 'left' },
    showlegend: false,
    dragmode: false,
    uirevision: 'keep',
    ...makeLayout(colors),
  };
  body.setAttribute('role', 'img');
  body.setAttribute('aria-label', label);
  await Plotly.react(body, makeTraces(colors), layout, { displayModeBar: false, responsive: false, displaylogo: false });
  resized.observe(body);
}
