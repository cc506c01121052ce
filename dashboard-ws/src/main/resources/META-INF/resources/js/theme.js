// Light or dark: the system's choice until the user makes one, which is remembered. The brand's colour, made dark or light enough to be read on either.

const KEY = 'tillstream-theme';
const READABLE = 4.5; // contrast of WCAG AA
const SOFT = 0.16;
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set();
let brand = null;

export function currentTheme() {
  return document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light');
}

export function onThemeChange(listener) {
  listeners.add(listener);
}

const channels = (color) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
const hex = (parts) => `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
const mix = (a, b, share) => channels(a).map((part, i) => part * (1 - share) + channels(b)[i] * share);

/** Relative luminance, as WCAG 2 defines it. */
function luminance(color) {
  const [r, g, b] = channels(color).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours by WCAG 2, 1 to 21. */
export function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** The colour, moved towards black or white as far as it takes to be read on a ground. */
export function readableOn(color, ground) {
  const end = luminance(ground) > 0.18 ? '#000000' : '#ffffff';
  let share = 0;
  let made = color;
  while (contrast(made, ground) < READABLE && share < 1) {
    share += 0.05;
    made = hex(mix(color, end, share));
  }
  return made;
}

function paint() {
  const { style } = document.documentElement;
  ['--accent', '--accent-soft', '--series-1'].forEach((name) => style.removeProperty(name));
  if (brand) {
    const ground = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
    const accent = readableOn(brand, ground);
    style.setProperty('--accent', accent);
    style.setProperty('--series-1', accent);
    style.setProperty('--accent-soft', hex(mix(ground, brand, SOFT)));
  }
}

function changed() {
  paint();
  listeners.forEach((listener) => listener(currentTheme()));
}

/** The brand's colour such as #0f766e; null for the usual one. */
export function setBrand(color) {
  if (brand !== color) {
    brand = color;
    changed();
  }
}

/** Light or dark from now on. */
export function setTheme(theme) {
  if (currentTheme() === theme) {
    return;
  }
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // remembered for this visit only
  }
  changed();
}

/** The button that switches; onChoice hears of what the user chose. */
export function startTheme(button, onChoice = () => {}) {
  const label = () => button.setAttribute('aria-label', currentTheme() === 'dark' ? 'Switch to light theme' : 'Switch to dark theme');
  button.addEventListener('click', () => {
    const next = currentTheme() === 'dark' ? 'light' : 'dark';
    setTheme(next);
    onChoice(next);
  });
  dark.addEventListener('change', changed);
  onThemeChange(label);
  label();
}

/** Colours of the charts, from the same custom properties as the page. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: color('surface'), text: color('text'), muted: color('muted'), line: color('line'),
    accent: color('accent'), accentSoft: color('accent-soft'), second: color('second'),
    good: color('good'), warn: color('warn'), bad: color('bad'),
    series: Array.from({ length: 8 }, (_, i) => color(`series-${i + 1}`)),
  };
}
