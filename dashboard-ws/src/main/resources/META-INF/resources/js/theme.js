// Light or dark: the system's choice until the user makes one, which is remembered.

const KEY = 'tillstream-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set();

export function currentTheme() {
  return document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light');
}

export function onThemeChange(listener) {
  listeners.add(listener);
}

function changed() {
  listeners.forEach((listener) => listener(currentTheme()));
}

export function startTheme(button) {
  const label = () => button.setAttribute('aria-label', currentTheme() === 'dark' ? 'Switch to light theme' : 'Switch to dark theme');
  button.addEventListener('click', () => {
    const next = currentTheme() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // remembered for this visit only
    }
    changed();
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
